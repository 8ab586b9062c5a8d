namespace GeminiTuning;

/// <summary>What became of a spec so far.</summary>
/// <param name="Job">The job that it started earlier; <see langword="null"/> where there is none that counts.</param>
/// <param name="Request">What to start: the spec's request with the mark by which it is found again.</param>
public sealed record TuningSpecMatch(TuningJob? Job, TuningRequest Request);
