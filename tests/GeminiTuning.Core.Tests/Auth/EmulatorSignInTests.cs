using System;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Tests.Support;
using GeminiTuning.Emulator;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

/// <summary>Time passes on the emulator's clock and on the engine's.</summary>
public sealed class EmulatorSignInTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RecordingSink _trace = new();
    private readonly CredentialFiles _files = new();
    private readonly ITuningEmulator _emulator;

    public EmulatorSignInTests()
    {
        _emulator = new TuningEmulatorFactory(_clock).Start(new EmulatorOptions());
    }

    private CallOptions Options => new(_trace, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _emulator.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData(EmulatorCredentialKind.AuthorizedUser)]
    [InlineData(EmulatorCredentialKind.ExternalAccount)]
    [InlineData(EmulatorCredentialKind.ExternalAccountAuthorizedUser)]
    public async Task A_token_that_ran_out_is_renewed_before_it_is_refused(EmulatorCredentialKind kind)
    {
        var context = await ConnectAsync(kind, _clock);

        await context.Client.GetModelAsync("models/gemini-1.0-pro-001", Options);
        _clock.Advance(TimeSpan.FromHours(2));
        await context.Client.GetModelAsync("models/gemini-1.0-pro-001", Options);

        Assert.DoesNotContain("401", _trace.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_ran_out_on_the_services_clock_alone_is_renewed()
    {
        var context = await ConnectAsync(EmulatorCredentialKind.AuthorizedUser, new TestClock());

        await context.Client.GetModelAsync("models/gemini-1.0-pro-001", Options);
        _clock.Advance(TimeSpan.FromHours(2));
        await context.Client.GetModelAsync("models/gemini-1.0-pro-001", Options);

        Assert.Contains("401; trying once more with a new access token", _trace.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_signed_at_another_time_is_said_to_be_the_clock()
    {
        var context = await ConnectAsync(EmulatorCredentialKind.ServiceAccount, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<TuningException>(() => context.Client.GetModelAsync("models/gemini-1.0-pro-001", Options));

        Assert.Equal("ClockSkewed", fault.ErrorId);
    }

    private Task<TuningContext> ConnectAsync(EmulatorCredentialKind kind, TimeProvider time)
    {
        var path = Path.Combine(_files.Folder, kind + ".json");
        _emulator.WriteCredentialFile(kind, path);
        return new TuningEngine(time, InnermostHandler.Create, _ => null)
            .ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi, CredentialPath = path, Endpoint = _emulator.Endpoint }, Options);
    }
}
