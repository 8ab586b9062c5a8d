using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests.SignIn;

/// <summary>A user with a home of their own, an OAuth client of the emulator and a browser that the test plays.</summary>
internal sealed class SignInSession : IDisposable
{
    private readonly Dictionary<string, string?> _former = new(StringComparer.Ordinal);

    public SignInSession()
    {
        Home = Directory.CreateTempSubdirectory("signin").FullName;
        Set(OperatingSystem.IsWindows() ? "APPDATA" : "XDG_CONFIG_HOME", Path.Combine(Home, "config"));
        Set("CLOUDSDK_CONFIG", Path.Combine(Home, "gcloud"));
        Set("BROWSER", null);
        Session.Host.IsInteractive = true;
        Emulator = Session.Run($"($e = Start-GeminiTuningEmulator -TuningDuration 0); $e.WriteCredentialFile('ClientSecret', '{ClientFile}')")
            .Select(static item => item.Properties["Endpoint"].Value.ToString()!)
            .First();
    }

    public ModuleSession Session { get; } = new();

    public string Home { get; }

    public string Emulator { get; }

    public string ClientFile => Path.Combine(Home, "client_secret.json");

    public string ApplicationDefaultFile => Path.Combine(Home, "gcloud", "application_default_credentials.json");

    public string BrowserPage => Path.Combine(Home, "page");

    public string Connect => $"Connect-GeminiTuning -ClientSecretPath '{ClientFile}' -Endpoint {Emulator}";

    public string[] KeptFiles => Directory.Exists(Path.Combine(Home, "config"))
        ? Directory.GetFiles(Path.Combine(Home, "config"), "*", SearchOption.AllDirectories)
        : [];

    /// <summary>Plays the browser with curl, which follows the consent page's redirection to the waiting cmdlet.</summary>
    public SignInSession WithBrowser(string addition = "")
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("BROWSER is a custom of Unix.");
            return this;
        }

        string script = Path.Combine(Home, "browser");
        File.WriteAllText(script, $"#!/bin/sh\nexec curl --silent --location --noproxy '*' --output '{BrowserPage}' \"$1{addition}\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Set("BROWSER", script);
        return this;
    }

    /// <summary>Runs a script and fails if it shows anything that is secret.</summary>
    public RunResult Run(string script)
    {
        RunResult result = Session.TryRun(script);
        string[] secrets = [.. Secrets().Where(static secret => secret.Length > 0)];
        Assert.NotEmpty(secrets);
        foreach (string text in Shown(result).Append(Session.Host.Screen.Text))
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        return result;
    }

    public void Dispose()
    {
        Session.Dispose();
        foreach ((string name, string? value) in _former)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Directory.Delete(Home, recursive: true);
    }

    private static IEnumerable<string> Shown(RunResult result) => result.Output.Select(static item => PSSerializer.Serialize(item, 4))
        .Concat(result.Errors.SelectMany(static e => new[] { e.Exception.ToString(), PSSerializer.Serialize(e) }))
        .Concat(result.Streams.Verbose.Select(static r => r.Message))
        .Concat(result.Streams.Debug.Select(static r => r.Message))
        .Concat(result.Streams.Warning.Select(static r => r.Message))
        .Concat(result.Streams.Information.Select(static r => r.ToString()));

    private IEnumerable<string> Secrets()
    {
        foreach (string file in KeptFiles.Append(ClientFile).Where(File.Exists))
        {
            using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
            System.Text.Json.JsonElement root = document.RootElement.TryGetProperty("installed", out System.Text.Json.JsonElement client) ? client : document.RootElement;
            foreach (string name in new[] { "client_secret", "refresh_token" })
            {
                yield return root.TryGetProperty(name, out System.Text.Json.JsonElement value) ? value.GetString()! : string.Empty;
            }
        }
    }

    private void Set(string name, string? value)
    {
        _former.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
