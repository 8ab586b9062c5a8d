using System;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// Which row of the first layer belongs to which observation, and how strongly it counts. The fixed rows come first;
/// each symbol of the vocabulary then has one row for every place that it can be seen in, so that the table can grow.
/// </summary>
/// <remarks>
/// The strengths set what is learned first: the kind of a character before the character itself, and both before bare
/// positions. That is what lets a handful of examples carry over to prompts that are not among them.
/// </remarks>
internal static class FeatureLayout
{
    /// <summary>Always on: the bias of the hidden layer.</summary>
    public const int BiasRow = 0;

    /// <summary>How many characters of its own answer the model looks back on.</summary>
    public const int HistoryLength = 3;

    private const int FirstPosition = BiasRow + 1;
    private const int PositionCount = 32;
    private const int FirstRemaining = FirstPosition + PositionCount;
    private const int RemainingReach = 8;
    private const int FirstLength = FirstRemaining + (2 * RemainingReach) + 1;
    private const int LengthCount = 17;
    private const int FirstClass = FirstLength + LengthCount;
    private const int PlaceCount = (int)FeaturePlace.Answer3 + 1;
    private const int FirstGram = FirstClass + (PlaceCount * CharacterKinds.ClassCount);
    private const int GramCount = 256;
    private const int FixedCount = FirstGram + GramCount;

    private const double PositionStrength = 0.2;
    private const double RemainingStrength = 1.5;
    private const double ClassStrength = 2;
    private const double GramStrength = 2;

    public static Observation Bias => new(BiasRow, 1);

    /// <summary>How far the answer has come.</summary>
    public static Observation Position(int position) =>
        new(FirstPosition + Math.Min(position, PositionCount - 1), PositionStrength);

    /// <summary>How far it is from here to the end of the prompt.</summary>
    public static Observation Remaining(int remaining)
    {
        var within = Math.Max(-RemainingReach, Math.Min(remaining, RemainingReach));
        return new(FirstRemaining + RemainingReach + within, RemainingStrength);
    }

    public static Observation Length(int length) =>
        new(FirstLength + Math.Min(length, LengthCount - 1), PositionStrength);

    public static Observation Class(FeaturePlace place, CharacterClass kind) =>
        new(FirstClass + ((int)place * CharacterKinds.ClassCount) + (int)kind, ClassStrength * StrengthOf(place));

    public static Observation Symbol(FeaturePlace place, int symbol) =>
        new(FixedCount + (symbol * PlaceCount) + (int)place, StrengthOf(place));

    /// <summary>
    /// A pair of characters or a word that occurs anywhere in the prompt, in one of a few buckets. Long prompts have
    /// many; the strength falls so that their sum stays comparable to that of a short prompt.
    /// </summary>
    public static Observation Gram(string gram, int gramCount) =>
        new(FirstGram + (int)(SeededRandom.Hash(gram) % GramCount), GramStrength / Math.Sqrt(gramCount));

    public static int CountRows(int vocabularyCount) => FixedCount + (vocabularyCount * PlaceCount);

    private static double StrengthOf(FeaturePlace place) => place switch
    {
        FeaturePlace.FirstOfPrompt => 2,
        FeaturePlace.BeforeHere => 0.5,
        _ => 1,
    };
}
