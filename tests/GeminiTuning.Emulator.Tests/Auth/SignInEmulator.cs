using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

/// <summary>An emulator with its own clock, and a client that signs in to it and follows no redirect.</summary>
internal sealed class SignInEmulator : IDisposable
{
    public const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";
    public const string Tuning = "https://www.googleapis.com/auth/generative-language.tuning";
    public const string Email = "https://www.googleapis.com/auth/userinfo.email";
    public const string ServiceAccount = "tuner@emulator.iam.gserviceaccount.com";
    private readonly ITuningEmulator _emulator;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("geminituning-signin-");

    public SignInEmulator(EmulatorOptions? options = null, TimeProvider? clock = null)
    {
        _emulator = new TuningEmulatorFactory(clock ?? Clock).Start(options ?? new EmulatorOptions { TuningDuration = TimeSpan.Zero });
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _emulator.Endpoint };
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public HttpClient Client { get; }

    public string BaseUrl => _emulator.Endpoint.AbsoluteUri.TrimEnd('/');

    public void Dispose()
    {
        Client.Dispose();
        _emulator.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Has the emulator write a credential file.</summary>
    public string WriteCredential(EmulatorCredentialKind kind, string? path = null)
    {
        path ??= Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N") + ".json");
        _emulator.WriteCredentialFile(kind, path);
        return path;
    }

    public JsonNode ReadCredential(EmulatorCredentialKind kind) => JsonNode.Parse(File.ReadAllText(WriteCredential(kind)))!;

    public Task<HttpResponseMessage> GetResponse(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<TestReply> Get(string path, string? token = null) => Send(HttpMethod.Get, path, null, token);

    public Task<TestReply> PostJson(string path, string body, string? token = null) =>
        Send(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), token);

    public Task<TestReply> PostForm(string path, params (string Name, string Value)[] fields) =>
        Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), null);

    public async Task<TestReply> Send(HttpMethod method, string path, HttpContent? content, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new TestReply((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType ?? "");
    }

    /// <summary>A new access token for the refresh token of a file.</summary>
    public Task<TestReply> Refresh(JsonNode user, params (string Name, string Value)[] more) => PostForm(
        "/token",
        [
            ("grant_type", "refresh_token"), ("client_id", (string)user["client_id"]!), ("client_secret", (string)user["client_secret"]!),
            ("refresh_token", (string)user["refresh_token"]!), .. more,
        ]);

    /// <summary>An access token of the emulator's user, with the scopes given or all.</summary>
    public async Task<string> Token(params string[] scopes)
    {
        var user = ReadCredential(EmulatorCredentialKind.AuthorizedUser);
        var reply = scopes.Length == 0 ? await Refresh(user) : await Refresh(user, ("scope", string.Join(" ", scopes)));
        Assert.Equal(200, reply.Status);
        return (string)reply.Json["access_token"]!;
    }
}
