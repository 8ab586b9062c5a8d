using System.Net;
using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>An answer of the emulator.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Message => (string)Json["error"]!["message"]!;

    public string ErrorStatus => (string)Json["error"]!["status"]!;
}
