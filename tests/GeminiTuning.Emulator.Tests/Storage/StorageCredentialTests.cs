using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageCredentialTests : IDisposable
{
    private const string Url = "/storage/v1/b/training-data";
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("Bearer any-token")]
    [InlineData("bearer me@example.com")]
    public async Task Any_token_is_accepted_and_none_is_needed(string authorization)
    {
        (await _emulator.Get(Url)).Require(200);
        (await _emulator.Get(Url, ("Authorization", authorization))).Require(200);
        (await _emulator.Get(Url + "?access_token=any")).Require(200);
    }

    [Theory]
    [InlineData("Bearer an-invalid-one")]
    [InlineData("Bearer an-expired-one")]
    [InlineData("Bearer ")]
    [InlineData("Basic abc")]
    public async Task A_bad_token_is_refused(string authorization)
    {
        var answer = await _emulator.Get(Url, ("Authorization", authorization));
        answer.RequireError(401, "authError", "Invalid Credentials");
        Assert.StartsWith("Bearer ", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        (await _emulator.Upload("x", "content", "", ("Authorization", authorization))).RequireError(401, "authError");
    }

    [Fact]
    public async Task A_token_without_the_scope_is_refused() =>
        (await _emulator.Get(Url, ("Authorization", "Bearer noscope"))).RequireError(403, "insufficientPermissions");

    [Theory]
    [InlineData("?key=invalid")]
    [InlineData("?key=expired")]
    public async Task A_bad_key_is_refused(string query) => (await _emulator.Get(Url + query)).RequireError(400, "badRequest");

    [Fact]
    public async Task Another_key_than_the_one_that_is_accepted_is_refused()
    {
        using var emulator = new StorageEmulator(apiKey: "the-key");
        (await emulator.Get(Url + "?key=other")).RequireError(400, "badRequest");
        (await emulator.Get(Url + "?key=the-key")).Require(200);
    }

    [Fact]
    public async Task Other_services_still_answer_in_their_own_way()
    {
        var answer = (await _emulator.Get("/v1beta/models", ("Authorization", "Bearer invalid"))).Require(401);
        Assert.Equal("UNAUTHENTICATED", answer.Json["error"]!["status"]!.GetValue<string>());
        (await _emulator.Get("/v1beta/models?key=k")).Require(200);
    }
}
