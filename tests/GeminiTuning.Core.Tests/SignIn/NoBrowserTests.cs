using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

public sealed class NoBrowserTests : IAsyncDisposable
{
    private readonly SignInBench _bench = new();

    private ConnectRequest Request => _bench.Request with { NoBrowser = true };

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("{0}")]
    [InlineData("  \"{0}\"\r\n")]
    public async Task The_address_that_the_browser_ends_at_is_taken_back(string form)
    {
        _bench.User.Paste = end => form.Replace("{0}", end, StringComparison.Ordinal);

        await _bench.ConnectAsync(Request);

        Assert.Null(Assert.Single(_bench.User.Problems));
        Assert.Null(_bench.User.Page);
        Assert.Single(_bench.KeptFiles);
    }

    [Fact]
    public async Task The_code_alone_is_enough_in_the_form_of_the_address()
    {
        _bench.User.Paste = end => end.Split("code=")[1].Split('&')[0];

        Assert.Equal("User sign-in", (await _bench.ConnectAsync(Request)).Credential);
    }

    [Fact]
    public async Task A_wrong_answer_is_asked_for_again_with_what_is_wrong_with_it()
    {
        var attempt = 0;
        _bench.User.Paste = end => attempt++ switch
        {
            0 => string.Empty,
            1 => end.Replace("state=", "state=other", StringComparison.Ordinal),
            _ => end,
        };

        await _bench.ConnectAsync(Request);

        Assert.Equal([null, "Nothing was pasted.", "What was pasted belongs to another sign-in."], _bench.User.Problems);
    }

    [Fact]
    public async Task After_three_wrong_answers_it_is_given_up_without_an_exchange()
    {
        _bench.User.Paste = _ => "canary what?";

        var fault = await _bench.FaultAsync(Request);

        Assert.Equal("SignInAnswerInvalid", fault.ErrorId);
        Assert.Equal(3, _bench.User.Problems.Count);
        Assert.Empty(_bench.Server.Forms);
    }

    [Fact]
    public async Task A_denial_can_be_pasted_too()
    {
        _bench.Server.Denial = "access_denied";

        Assert.Equal("SignInDenied", (await _bench.FaultAsync(Request)).ErrorId);
    }
}
