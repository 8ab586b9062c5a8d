using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

internal static class OAuthReply
{
    /// <summary>Checks an error in the form of OAuth.</summary>
    public static void ShouldRefuse(this TestReply reply, int status, string error, string description)
    {
        Assert.Equal((status, error), (reply.Status, (string?)reply.Json["error"]));
        Assert.StartsWith(description, (string?)reply.Json["error_description"], System.StringComparison.Ordinal);
    }
}
