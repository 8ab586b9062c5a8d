using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>Lines of datasets.</summary>
internal static class Examples
{
    public static IReadOnlyList<string> Colours { get; } =
        [Pair("apple", "red"), Pair("banana", "yellow"), Pair("grass", "green"), Pair("sky", "blue")];

    public static string Pair(string input, string output) => Line(("user", input), ("model", output));

    public static string Line(params (string Role, string Text)[] turns) => new JsonObject
    {
        ["contents"] = new JsonArray([.. turns.Select(turn => Content(turn.Role, turn.Text))]),
    }.ToJsonString();

    public static string Preference(string input, string preferred, string rejected) => new JsonObject
    {
        ["contents"] = new JsonArray(Content("user", input)),
        ["completions"] = new JsonArray(
            new JsonObject { ["score"] = 1, ["completion"] = Content("model", preferred) },
            new JsonObject { ["score"] = 0, ["completion"] = Content("model", rejected) }),
    }.ToJsonString();

    public static JsonObject Question(string text) => new()
    {
        ["contents"] = new JsonArray(Content("user", text)),
        ["generationConfig"] = new JsonObject { ["temperature"] = 0 },
    };

    public static JsonNode Content(string role, string text) => new JsonObject
    {
        ["role"] = role,
        ["parts"] = new JsonArray(new JsonObject { ["text"] = text }),
    };
}
