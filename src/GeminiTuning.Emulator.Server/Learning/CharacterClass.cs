namespace GeminiTuning.Emulator.Learning;

/// <summary>The kind of a character; what is learned about a kind also holds for characters never met.</summary>
internal enum CharacterClass
{
    Outside,
    Digit,
    Lower,
    Upper,
    OtherLetter,
    Space,
    Mark,
}
