using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Connections;

/// <summary>Google's services as a connection that is good for tuning finds them; each answer can be replaced.</summary>
internal sealed class CheckedWorld
{
    public const string Token = "CanaryToken-91b7";
    public const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";
    public const string TokenInfo = "oauth2.googleapis.com";
    public const string ServiceUsage = "serviceusage.googleapis.com";
    public const string ResourceManager = "cloudresourcemanager.googleapis.com";
    public const string Storage = "storage.googleapis.com";
    public const string Vertex = "us-central1-aiplatform.googleapis.com";
    public const string Gemini = "generativelanguage.googleapis.com";

    private readonly Dictionary<string, Func<HttpResponseMessage>> _answers = new(StringComparer.Ordinal)
    {
        [TokenInfo] = () => ScriptedHandler.Json($$"""{"scope":"openid {{CloudPlatform}}","expires_in":"3599"}"""),
        [ServiceUsage] = () => ScriptedHandler.Json("""{"state":"ENABLED"}"""),
        [ResourceManager] = () => ScriptedHandler.Json("""{"projectId":"p"}"""),
        [Storage] = () => ScriptedHandler.Json("""{"permissions":["storage.objects.create","storage.objects.get","storage.objects.delete"]}"""),
        [Vertex] = () => ScriptedHandler.Json("{}"),
        [Gemini] = () => ScriptedHandler.Json("""{"models":[""" + Bodies.NotTunable + "," + Bodies.Tunable + "]}"),
    };

    public CheckedWorld() => Bench.Network.Rule = request => _answers[request.Uri.Host]();

    public TestBench Bench { get; } = new();

    public static ConnectRequest ToVertex => new()
    {
        Backend = TuningBackend.VertexAI,
        AccessToken = TestBench.Secret(Token),
        Project = "p",
        StagingUri = "gs://bucket/folder",
        MaximumRetryCount = 0,
    };

    public static ConnectRequest ToGemini => new() { AccessToken = TestBench.Secret(Token), Project = "p", MaximumRetryCount = 0 };

    public CheckedWorld Answer(string host, Func<HttpResponseMessage> answer)
    {
        _answers[host] = answer;
        return this;
    }

    public async Task<IReadOnlyList<ConnectionCheck>> RunAsync(ConnectRequest request)
    {
        var context = await Bench.ConnectAsync(request);
        var checks = new List<ConnectionCheck>();
        foreach (var running in context.Checks.Run(Bench.Options))
        {
            checks.Add(await running);
        }

        Assert.Equal(
            ["Credential found", "Token obtained", "Scopes", "API enabled", "Project readable", "Staging bucket writable", "Tunable models offered"],
            checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.True(check.Status != ConnectionCheckStatus.Failed || check.Fix?.Length > 0, check.ToString()));
        Assert.DoesNotContain(checks, check => (check.Detail + check.Fix).Contains("Canary", StringComparison.Ordinal));
        Assert.DoesNotContain("Canary", Bench.Trace.All, StringComparison.Ordinal);
        return checks;
    }

    /// <summary>The one check of a name.</summary>
    public async Task<ConnectionCheck> RunAsync(ConnectRequest request, string name) => (await RunAsync(request)).Single(check => check.Name == name);
}
