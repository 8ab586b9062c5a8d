namespace GeminiTuning.Emulator.Learning;

/// <summary>Where the model sees a character when it chooses the next one of its answer.</summary>
internal enum FeaturePlace
{
    /// <summary>In the prompt, at the position of the character to choose.</summary>
    Here,

    BeforeHere,

    AfterHere,

    FirstOfPrompt,

    LastOfPrompt,

    LastButOneOfPrompt,

    /// <summary>The last character of the answer so far.</summary>
    Answer1,

    Answer2,

    Answer3,
}
