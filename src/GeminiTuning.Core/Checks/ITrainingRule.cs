namespace GeminiTuning.Core.Checks;

/// <summary>One thing to hold against each row. It sees every row once, in order, and must be quick about one that is all right.</summary>
internal interface ITrainingRule
{
    /// <summary>Looks at a row.</summary>
    void Check(RowReport row);

    /// <summary>Says what can only be said of all rows.</summary>
    void Complete(WholeReport whole);
}
