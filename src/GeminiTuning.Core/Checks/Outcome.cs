namespace GeminiTuning.Core.Checks;

/// <summary>What is to become of a row when the data is repaired, from the mildest on.</summary>
internal enum Outcome
{
    Keep,
    Strip,
    Drop,
}
