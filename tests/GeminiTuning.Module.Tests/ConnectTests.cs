using System;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

public sealed class ConnectTests
{
    [Fact]
    public void The_emulator_needs_nothing_and_is_shown_as_what_it_is()
    {
        using var session = new ModuleSession();
        PSObject context = Assert.Single(session.Run("Connect-GeminiTuning -Emulator -PassThru"));
        Assert.Equal("GeminiApi", context.Properties["Backend"].Value.ToString());
        Assert.Equal(true, context.Properties["IsEmulator"].Value);
        Assert.True(((Uri)context.Properties["Endpoint"].Value).IsLoopback);
    }

    [Fact]
    public void Connecting_again_to_the_emulator_finds_what_was_made()
    {
        using ModuleSession session = new ModuleSession().WithEmulator();
        session.Run("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -Wait");
        session.Run("Disconnect-GeminiTuning; Connect-GeminiTuning -Emulator");
        Assert.Single(session.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void Connecting_emits_nothing_unless_asked()
    {
        using var session = new ModuleSession();
        Assert.Empty(session.Run("Connect-GeminiTuning -Emulator"));
        Assert.Single(session.Run("Get-GeminiTuningContext"));
        Assert.Empty(session.Run("Disconnect-GeminiTuning; Get-GeminiTuningContext"));
    }

    [Theory]
    [InlineData("-ApiKey invalid-key", "ApiKeyInvalid", "AuthenticationError")]
    [InlineData("-AccessToken invalid-token", "CredentialRejected", "AuthenticationError")]
    [InlineData("-AccessToken noscope-token", "ScopeInsufficient", "PermissionDenied")]
    public void A_credential_that_the_service_refuses_is_one_error_with_the_fix(string credential, string errorId, string category)
    {
        using ModuleSession session = new ModuleSession().WithEmulator();
        RunResult result = session.TryRun($"Connect-GeminiTuning -Endpoint (Get-GeminiTuningContext).Endpoint {credential}; 'a','b' | Remove-GeminiTunedModel");
        Assert.Equal(errorId, System.Linq.Enumerable.First(result.ErrorIds));
        Assert.Equal(category, result.Errors[0].CategoryInfo.Category.ToString());
    }

    [Fact]
    public void An_unreachable_service_is_one_error_that_names_the_host()
    {
        using var server = new CountingServer();
        Uri endpoint = server.Endpoint;
        server.Dispose();
        using var session = new ModuleSession();
        ErrorRecord error = session.Fail($"Connect-GeminiTuning -Endpoint {endpoint} -ApiKey k -MaximumRetryCount 0; Get-GeminiTunedModel");
        Assert.Equal("ConnectionFailed", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(endpoint.Host, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void State_is_kept_between_emulators_by_StatePath()
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".json");
        try
        {
            using (ModuleSession first = new ModuleSession().WithEmulator($"-StatePath '{path}'"))
            {
                first.Run("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -Wait");
            }

            using ModuleSession second = new ModuleSession().WithEmulator($"-StatePath '{path}'");
            Assert.Equal("tunedModels/inc-1", Assert.Single(second.Run("Get-GeminiTunedModel")).Properties["Name"].Value);
            Assert.Single(second.Run("Invoke-GeminiTunedModel inc-1 1"));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
