namespace GeminiTuning;

/// <summary>How bad a <see cref="TrainingDataFinding"/> is.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Information = 0,

    /// <summary>The service takes the data, but the result may suffer, or something may not be meant to be in it.</summary>
    Warning = 1,

    /// <summary>The service refuses the data, or the row cannot be used.</summary>
    Error = 2,
}
