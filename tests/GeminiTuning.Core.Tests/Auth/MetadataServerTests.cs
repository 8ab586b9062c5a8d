using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class MetadataServerTests
{
    private readonly TestBench _bench = new();

    public MetadataServerTests()
    {
        _bench.Environment.Remove("NO_GCE_CHECK");
    }

    [Fact]
    public async Task The_machines_account_and_project_are_found_and_its_tokens_used()
    {
        _bench.Network.Rule = sent => sent.Uri.Host is "169.254.169.254" ? Metadata(sent) : ScriptedHandler.Json(Bodies.Active);

        var context = await _bench.ConnectAsync(new ConnectRequest());

        Assert.Equal(TuningBackend.VertexAI, context.Backend);
        Assert.Equal("Application Default Credentials", context.Credential);
        Assert.Equal("metadata server", context.CredentialSource);
        Assert.Equal("vm@p.iam.gserviceaccount.com", context.Account);
        Assert.Equal("machine-project", context.Project);
        Assert.Equal("metadata server", context.ProjectSource);

        var gemini = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });
        await gemini.Client.GetTunedModelAsync("x", _bench.Options);

        Assert.Equal("Bearer CanaryToken-1", _bench.Network.Sent[^1].Headers["Authorization"]);
        Assert.All(_bench.Network.Sent.Where(sent => sent.Uri.Host is "169.254.169.254"), sent => Assert.Equal("Google", sent.Headers["Metadata-Flavor"]));
    }

    [Fact]
    public async Task Its_host_can_be_another()
    {
        _bench.Environment["GCE_METADATA_HOST"] = "127.0.0.1:8123";
        _bench.Network.Rule = sent => sent.Uri.Authority is "127.0.0.1:8123" ? Metadata(sent) : ScriptedHandler.Json(Bodies.Active);

        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });
        await context.Client.GetTunedModelAsync("x", _bench.Options);

        Assert.Equal("Bearer CanaryToken-1", _bench.Network.Sent[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Whoever_else_answers_at_its_address_is_not_it()
    {
        _bench.Network.Rule = _ => ScriptedHandler.Json("{}");

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest()));

        Assert.Contains("not there at 169.254.169.254", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_without_one_costs_a_second_and_a_half()
    {
        _bench.Network.Before = token => Task.Delay(Timeout.InfiniteTimeSpan, _bench.Clock, token);
        _bench.Network.Rule = _ => throw new InvalidOperationException("Nothing answers.");

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.Clock.RunAsync(() => _bench.ConnectAsync(new ConnectRequest())));

        Assert.Equal("NoCredential", fault.ErrorId);
        Assert.Equal(TimeSpan.FromSeconds(1.5), _bench.Clock.Passed);
    }

    [Fact]
    public async Task Asking_for_it_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        _bench.Network.Before = _ => source.CancelAsync();
        _bench.Network.Rule = _ => throw new OperationCanceledException();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Engine.ConnectAsync(new ConnectRequest(), _bench.With(source.Token)));

        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task It_is_not_asked_where_that_is_switched_off()
    {
        _bench.Environment["NO_GCE_CHECK"] = "true";

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest()));

        Assert.Empty(_bench.Network.Sent);
        Assert.Contains("not asked, as NO_GCE_CHECK is set", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_none_is_refused()
    {
        _bench.Environment["GCE_METADATA_HOST"] = "a b";

        Assert.Equal("MetadataHostInvalid", (await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest()))).ErrorId);
    }

    private static HttpResponseMessage Metadata(SentRequest sent)
    {
        var answer = sent.Uri.AbsolutePath switch
        {
            "/" => ScriptedHandler.Json("computeMetadata/"),
            "/computeMetadata/v1/project/project-id" => ScriptedHandler.Json("machine-project"),
            "/computeMetadata/v1/instance/service-accounts/default/email" => ScriptedHandler.Json("vm@p.iam.gserviceaccount.com"),
            "/computeMetadata/v1/instance/service-accounts/default/token" => ScriptedHandler.Json("""{"access_token":"CanaryToken-1","expires_in":3599,"token_type":"Bearer"}"""),
            _ => ScriptedHandler.Json("{}", 404),
        };
        answer.Headers.Add("Metadata-Flavor", "Google");
        return answer;
    }
}
