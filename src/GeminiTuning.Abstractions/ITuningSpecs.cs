using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>Tuning jobs that are written down in files.</summary>
public interface ITuningSpecs
{
    /// <summary>Reads a spec and checks the jobs that it stands for: one, or one for each point of its sweep. Nothing is sent.</summary>
    /// <param name="context">The connection that they are for.</param>
    /// <param name="document">The full path of a YAML or JSON file, or the spec itself as dictionaries, lists and values.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>The jobs, in the order in which they are to be started.</returns>
    /// <exception cref="TuningException">The spec cannot be read or breaks a rule; the message has file, line and column.</exception>
    IReadOnlyList<TuningSpec> Read(TuningContext context, object document, TuningSpecOptions options);

    /// <summary>Looks for the job or model that a spec has made already. A failed or cancelled one does not count.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="force">Whether to look for none and prepare another start.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The job, if there is one, and what to start otherwise.</returns>
    Task<TuningSpecMatch> FindAsync(TuningContext context, TuningSpec spec, bool force, CallOptions options);

    /// <summary>Makes what starts jobs as the quota allows.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="throttleLimit">The most of these jobs that are under way at the same time; <see langword="null"/> for what the service allows.</param>
    /// <param name="wait">How to wait for one of them.</param>
    /// <returns>The launcher.</returns>
    ITuningLauncher CreateLauncher(TuningContext context, int? throttleLimit, WaitOptions wait);

    /// <summary>Writes the spec of a job or tuned model as YAML.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="name">The job's or the tuned model's name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The text.</returns>
    Task<string> WriteAsync(TuningContext context, string name, CallOptions options);
}
