using System;

namespace GeminiTuning.Core.Measures;

/// <summary>What tuning takes, worked out from what is known of it.</summary>
/// <param name="Tokens">The tokens that one pass is billed for.</param>
/// <param name="Epochs">The passes; <see langword="null"/> where the service decides.</param>
/// <param name="PricePerMillionTokens">The price; <see langword="null"/> where none is known.</param>
internal sealed record TuningEstimate(long Tokens, int? Epochs, double? PricePerMillionTokens)
{
    public double? CostPerEpoch => Tokens * PricePerMillionTokens / 1e6;

    public double? Cost => CostPerEpoch * Epochs;

    public static long? Steps(long rows, int? epochs, int? batchSize) =>
        epochs is { } passes && batchSize is { } batch ? ((rows * passes) + batch - 1) / batch : null;

    /// <summary>The estimate as an end of a plan's sentence.</summary>
    public override string ToString() => FormattableString.Invariant($", about {Tokens:N0} tokens an epoch by an estimate")
        + (Cost is { } cost ? FormattableString.Invariant($", at a cost of about {cost:0.####}")
            : CostPerEpoch is { } part ? FormattableString.Invariant($", at a cost of about {part:0.####} an epoch") : string.Empty);
}
