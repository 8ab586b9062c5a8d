using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

public sealed class ClientSecretFileTests : IAsyncDisposable
{
    private readonly SignInBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("canary, not JSON", "ClientSecretInvalid", "not JSON")]
    [InlineData("[\"canary\"]", "ClientSecretInvalid", "no part named installed")]
    [InlineData("""{"web":{"client_id":"canary"}}""", "ClientSecretInvalid", "Desktop app")]
    [InlineData("""{"installed":"canary"}""", "ClientSecretInvalid", "no part named installed")]
    [InlineData("""{"installed":{"client_secret":"canary"}}""", "ClientSecretInvalid", "client_id")]
    [InlineData("""{"installed":{"client_id":"canary","client_secret":7}}""", "ClientSecretInvalid", "client_secret")]
    [InlineData("""{"installed":{"client_id":"canary","client_secret":"canary","auth_uri":"no address"}}""", "ClientSecretInvalid", "auth_uri")]
    [InlineData("""{"type":"service_account","private_key":"canary"}""", "ClientSecretIsCredential", "-CredentialPath")]
    [InlineData("""{"type":"authorized_user","refresh_token":"canary"}""", "ClientSecretIsCredential", "-CredentialPath")]
    public async Task A_file_that_is_none_is_one_error_without_its_content(string json, string id, string part)
    {
        var fault = await _bench.FaultAsync(_bench.Request with { ClientSecretPath = _bench.Write(json) });

        Assert.Equal(id, fault.ErrorId);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        Assert.Equal("ClientSecretNotFound", (await _bench.FaultAsync(_bench.Request with { ClientSecretPath = _bench.ClientFile + ".no" })).ErrorId);
        Assert.Equal("ClientSecretUnreadable", (await _bench.FaultAsync(_bench.Request with { ClientSecretPath = _bench.Home })).ErrorId);
    }

    [Theory]
    [InlineData("https://evil.example.com/token")]
    [InlineData("https://evilgoogleapis.com/token")]
    [InlineData("https://accounts.google.com.evil.example.com/token")]
    [InlineData("https://user@oauth2.googleapis.com/token")]
    [InlineData("http://oauth2.googleapis.com/token")]
    [InlineData("http://gateway.example.com/token")]
    [InlineData("file:///tmp/token")]
    public async Task The_secret_is_not_sent_to_a_strangers_host(string address)
    {
        foreach (var field in new[] { "auth_uri", "token_uri" })
        {
            var fault = await _bench.FaultAsync(_bench.Request with { ClientSecretPath = File(field, address), Endpoint = new Uri("https://gateway.example.com/") });

            Assert.Equal("ClientSecretHostRefused", fault.ErrorId);
            Assert.Contains(field, fault.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_bench.User.Addresses);
    }

    [Theory]
    [InlineData("https://accounts.google.com/o/oauth2/auth")]
    [InlineData("https://www.googleapis.com/oauth2/auth")]
    [InlineData("https://gateway.example.com/auth")]
    [InlineData("http://localhost:1234/auth")]
    public async Task Google_loopback_and_the_endpoint_are_known_hosts(string address)
    {
        _bench.User.Browse = opened => throw new TuningException("Seen", TuningErrorKind.InvalidOperation, opened.Host);

        var fault = await _bench.FaultAsync(_bench.Request with { ClientSecretPath = File("auth_uri", address), Endpoint = new Uri("https://gateway.example.com/") });

        Assert.Equal(new Uri(address).Host, fault.Message);
    }

    private string File(string field, string address) => _bench.Write(
        "{\"installed\":{\"client_id\":\"1\",\"client_secret\":\"canary\",\"" + field + "\":\"" + address + "\"}}");
}
