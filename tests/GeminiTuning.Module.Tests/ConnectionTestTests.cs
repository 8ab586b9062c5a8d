using System;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;

namespace GeminiTuning.Module.Tests;

/// <summary>Test-GeminiTuningConnection, over HTTP on the running emulator.</summary>
public sealed class ConnectionTestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checks");
    private readonly ModuleSession _session = new();

    public ConnectionTestTests() =>
        Emulator = new Uri(_session.Run("$emulator = Start-GeminiTuningEmulator -TuningDuration 0; $emulator.Endpoint")[0].BaseObject.ToString()!);

    private Uri Emulator { get; }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("GeminiApi", "", "Passed Passed Passed Passed Passed Skipped Passed")]
    [InlineData("VertexAI", "-StagingUri gs://geminituning-emulator/x", "Passed Passed Passed Passed Passed Passed Passed")]
    [InlineData("VertexAI", "", "Passed Passed Passed Passed Passed Skipped Passed")]
    [InlineData("VertexAI", "-StagingUri gs://forbidden-bucket", "Passed Passed Passed Passed Passed Failed Passed")]
    [InlineData("VertexAI", "-Scope https://www.googleapis.com/auth/devstorage.read_only", "Passed Passed Failed Skipped Skipped Skipped Skipped")]
    public void An_account_is_looked_at_through_every_service(string backend, string more, string expected)
    {
        Connect(backend, more, Emulator);
        Collection<PSObject> checks = _session.Run("Test-GeminiTuningConnection");

        Assert.Equal(expected, string.Join(' ', checks.Select(static check => Text(check, "Status"))));
        Assert.All(checks.Where(static check => Text(check, "Status") is "Failed"), static check => Assert.NotEmpty(Text(check, "Fix") ?? string.Empty));
        Assert.Equal(!expected.Contains("Failed", StringComparison.Ordinal), IsGood(string.Empty));
    }

    [Theory]
    [InlineData("GeminiApi")]
    [InlineData("VertexAI")]
    public void The_emulators_own_connection_is_good(string backend)
    {
        object context = Assert.Single(_session.Run($"Connect-GeminiTuning -Emulator -Backend {backend} -PassThru")).BaseObject;
        Assert.True(IsGood(string.Empty));

        // It is told by itself, too, in a session that has no connection.
        using var other = new ModuleSession();
        Assert.Equal(7, other.Run("$input | ForEach-Object { Test-GeminiTuningConnection -Context $_ }", [context]).Count);
    }

    [Theory]
    [InlineData("GeminiApi")]
    [InlineData("VertexAI")]
    public void Nothing_is_changed_and_no_address_has_a_secret(string backend)
    {
        using var client = new HttpClient();
        using var proxy = new CountingServer(request => Forward(client, request));
        _session.Run($"Connect-GeminiTuning -AccessToken canary-4f9b1c -Endpoint {proxy.Endpoint} -Backend {backend} {(backend is "VertexAI" ? "-Project p -StagingUri gs://geminituning-emulator" : string.Empty)}");
        Assert.True(IsGood(string.Empty));

        Assert.True(proxy.Requests.Count > 1);
        Assert.All(proxy.Requests, static request => Assert.True(request.StartsWith("GET ", StringComparison.Ordinal) || request is "POST /tokeninfo", request));
        Assert.DoesNotContain(proxy.Requests, static request => request.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_check_comes_out_before_the_second_is_made()
    {
        using var server = new CountingServer();
        _session.Run($"Connect-GeminiTuning -ApiKey k -Endpoint {server.Endpoint} -MaximumRetryCount 0");

        Assert.Equal("Credential found", Text(Assert.Single(_session.Run("Test-GeminiTuningConnection | Select-First")), "Name"));
        Assert.Empty(server.Requests);
        Assert.Equal("Failed", Text(_session.Run("Test-GeminiTuningConnection")[3], "Status"));
    }

    [Fact]
    public void Without_a_connection_there_is_an_object_and_no_error()
    {
        PSObject check = Assert.Single(_session.Run("Test-GeminiTuningConnection"));
        Assert.Equal("GeminiTuning.ConnectionCheck", check.TypeNames[0]);
        Assert.Equal(("Credential found", "Failed"), (Text(check, "Name"), Text(check, "Status")));
        Assert.Contains("Run 'Connect-GeminiTuning'", Text(check, "Fix"), StringComparison.Ordinal);
        Assert.False(IsGood(string.Empty));

        PSObject closed = _session.Run("$c = Connect-GeminiTuning -Emulator -PassThru; Disconnect-GeminiTuning; Test-GeminiTuningConnection -Context $c")[0];
        Assert.Contains("was closed", Text(closed, "Fix"), StringComparison.Ordinal);
        Assert.False(IsGood("-Context $c"));
    }

    private static string? Text(PSObject item, string property) => item.Properties[property].Value?.ToString();

    private bool IsGood(string more) => (bool)Assert.Single(_session.Run("Test-GeminiTuningConnection -Quiet " + more)).BaseObject;

    private void Connect(string backend, string more, Uri endpoint)
    {
        string path = Path.Combine(_folder.FullName, "account.json");
        _session.Run($"$emulator.WriteCredentialFile('ServiceAccount', '{path}'); Connect-GeminiTuning -CredentialPath '{path}' -Endpoint {endpoint} -Backend {backend} -Project emulator {more}");
    }

    private (int Status, string Body) Forward(HttpClient client, HttpListenerRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.HttpMethod), new Uri(Emulator, request.RawUrl));
        if (request.HasEntityBody)
        {
            message.Content = new StreamContent(request.InputStream);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        message.Headers.TryAddWithoutValidation("Authorization", request.Headers["Authorization"]);
        using HttpResponseMessage response = client.Send(message);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return ((int)response.StatusCode, reader.ReadToEnd());
    }
}
