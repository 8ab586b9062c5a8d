using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class FactoryTests
{
    [Fact]
    public void The_factory_needs_no_arguments()
    {
        ITuningEmulatorFactory factory = Activator.CreateInstance<TuningEmulatorFactory>();
        using var emulator = factory.Start(new EmulatorOptions());
        Assert.InRange(emulator.Options.Port, 1, 65535);
        Assert.Equal(new Uri($"http://127.0.0.1:{emulator.Options.Port}/"), emulator.Endpoint);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var first = new TestEmulator();
        var exception = Assert.Throws<TuningException>(() => new TestEmulator(new EmulatorOptions { Port = first.Endpoint.Port }));
        Assert.Equal("EmulatorPortInUse", exception.ErrorId);
        Assert.Equal(first.Endpoint.Port, exception.Target);
        Assert.Contains("Choose another port", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_emulator_does_not_answer_and_its_port_is_free()
    {
        var emulator = TestEmulator.WithSlowRuns();
        var port = emulator.Endpoint.Port;
        await emulator.Create("numbers");
        emulator.Dispose();
        emulator.Dispose();
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken));
        using var again = new TestEmulator(new EmulatorOptions { Port = port });
        Assert.Equal(200, (await again.Get("v1beta/models")).Status);
    }

    [Theory]
    [InlineData(-1, 1, null)]
    [InlineData(65536, 1, null)]
    [InlineData(0, -1, null)]
    [InlineData(0, 1, " ")]
    public void Options_that_make_no_sense_are_refused(int port, int seconds, string? apiKey)
    {
        var options = new EmulatorOptions { Port = port, TuningDuration = TimeSpan.FromSeconds(seconds), ApiKey = apiKey };
        var exception = Assert.Throws<TuningException>(() => new TestEmulator(options));
        Assert.Equal(("EmulatorOptionInvalid", TuningErrorKind.InvalidArgument), (exception.ErrorId, exception.Kind));
    }
}
