namespace GeminiTuning.Core.Checks;

/// <summary>One thing to hold against each row, or against all of them.</summary>
internal abstract class TrainingRule
{
    /// <summary>What a row must show, one of it at least, for the rule to look at it; with none, the rule looks at every row.</summary>
    public RowSigns Signs { get; protected init; }

    /// <summary>Looks at a row. Rows come once each and in order, and one that is all right must be seen to be so quickly.</summary>
    public virtual void Check(RowReport row)
    {
    }

    /// <summary>Says what can only be said of all rows.</summary>
    public virtual void Complete(WholeReport whole)
    {
    }
}
