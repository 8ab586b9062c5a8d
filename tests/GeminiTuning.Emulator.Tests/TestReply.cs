using System.Text.Json.Nodes;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

/// <summary>An answer of the emulator.</summary>
internal sealed record TestReply(int Status, string Text, string MediaType)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonNode Error => Json["error"]!;

    public string Message => (string)Error["message"]!;

    /// <summary>Checks the whole body.</summary>
    public void ShouldBe(int status, string json)
    {
        Assert.Equal(status, Status);
        var expected = JsonNode.Parse(json)!;
        Assert.True(JsonNode.DeepEquals(expected, Json), $"Expected {expected}\nbut was {Json}");
    }

    /// <summary>Checks status, canonical code and message of an error.</summary>
    public void ShouldFail(int status, string code, string message)
    {
        Assert.Equal((status, code, message), (Status, (string?)Error["status"], Message));
        Assert.Equal(status, (int)Error["code"]!);
    }

    /// <summary>Checks that one of an error's lines begins like that, and that it is also a field violation.</summary>
    public void ShouldRefuse(string path, string problem)
    {
        Assert.Equal((400, "INVALID_ARGUMENT"), (Status, (string?)Error["status"]));
        Assert.Contains($"* {path}: {problem}", Message.Split('\n'));
        Assert.Contains(Error["details"]![0]!["fieldViolations"]!.AsArray(), violation => (string?)violation!["description"] == problem);
    }
}
