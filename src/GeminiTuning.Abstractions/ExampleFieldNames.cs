using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>The names under which a row's prompt and answer are recognised, in order of preference.</summary>
internal static class ExampleFieldNames
{
    public static IReadOnlyList<string> Input { get; } = ["text_input", "textInput", "input", "prompt"];

    public static IReadOnlyList<string> Output { get; } = ["output", "completion", "chosen"];

    public static IReadOnlyList<string> Rejected { get; } = ["rejected_output", "rejectedOutput", "rejected"];
}
