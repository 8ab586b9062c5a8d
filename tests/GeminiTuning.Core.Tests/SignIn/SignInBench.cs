using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

/// <summary>A user's home, an OAuth client, an authorization server and an engine that talks to it.</summary>
internal sealed class SignInBench : IAsyncDisposable
{
    public SignInBench()
    {
        Home = Directory.CreateTempSubdirectory("signin").FullName;
        Environment[OperatingSystem.IsWindows() ? "APPDATA" : "XDG_CONFIG_HOME"] = Path.Combine(Home, "config");
        Environment["CLOUDSDK_CONFIG"] = Path.Combine(Home, "gcloud");
        ClientFile = Write(new
        {
            installed = new
            {
                client_id = AuthorizationServer.ClientId,
                project_id = "client-project",
                auth_uri = Server.Endpoint + "auth",
                token_uri = Server.Endpoint + "token",
                client_secret = AuthorizationServer.ClientSecret,
                redirect_uris = new[] { "http://localhost" },
            },
        });
        Engine = new TuningEngine(Clock, InnermostHandler.Create, name => Environment.TryGetValue(name, out var value) ? value : null);
    }

    public string Home { get; }

    public string ClientFile { get; }

    public AuthorizationServer Server { get; } = new();

    public PlayedUser User { get; } = new();

    public TestClock Clock { get; } = new();

    public RecordingSink Trace { get; } = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public TuningEngine Engine { get; }

    public ConnectRequest Request => new() { ClientSecretPath = ClientFile, Interaction = User };

    public CallOptions Options => new(Trace, TestContext.Current.CancellationToken);

    public string ApplicationDefaultPath => Path.Combine(Home, "gcloud", "application_default_credentials.json");

    public string[] KeptFiles => Directory.Exists(Path.Combine(Home, "config"))
        ? [.. Directory.GetFiles(Path.Combine(Home, "config"), "*", SearchOption.AllDirectories)]
        : [];

    public Task<TuningContext> ConnectAsync(ConnectRequest? request = null, CancellationToken? token = null) =>
        Engine.ConnectAsync(request ?? Request, token is { } given ? Options with { CancellationToken = given } : Options);

    public async Task<TuningException> FaultAsync(ConnectRequest? request = null)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => ConnectAsync(request));
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.OrdinalIgnoreCase);
        return fault;
    }

    public string Write(object content)
    {
        var path = Path.Combine(Home, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, content as string ?? JsonSerializer.Serialize(content));
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain("canary", Trace.All, StringComparison.OrdinalIgnoreCase);
        await Server.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }
}
