using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

public sealed class BrowserTests : IAsyncDisposable
{
    private const string Scopes = "https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/generative-language.tuning";

    private readonly SignInBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_browser_is_sent_to_the_consent_page_and_its_answer_is_exchanged()
    {
        var context = await _bench.ConnectAsync();

        var asked = Assert.Single(_bench.Server.Visits);
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("offline", asked["access_type"]);
        Assert.Equal("consent", asked["prompt"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal(Scopes, asked["scope"]);
        Assert.Matches(@"\Ahttp://127\.0\.0\.1:\d+/\z", asked["redirect_uri"]);
        Assert.Equal("User sign-in", context.Credential);
        Assert.Equal(_bench.ClientFile, context.CredentialSource);
        Assert.Null(context.Account);
        Assert.Contains("close this page", await _bench.User.Page!, StringComparison.Ordinal);
        Assert.DoesNotContain(asked["state"], _bench.Trace.All, StringComparison.Ordinal);
        Assert.Contains(_bench.Trace.VerboseLines, line => line.Contains("Opening the browser at 127.0.0.1", StringComparison.Ordinal));
        Assert.False(IsOpen(new Uri(asked["redirect_uri"])));
    }

    [Fact]
    public async Task The_project_of_the_client_is_the_one_to_work_in_on_Vertex_AI() =>
        Assert.Equal("client-project", (await _bench.ConnectAsync(_bench.Request with { Backend = TuningBackend.VertexAI })).Project);

    [Fact]
    public async Task Scopes_are_those_asked_for()
    {
        await _bench.ConnectAsync(_bench.Request with { Scopes = ["https://www.googleapis.com/auth/cloud-platform"] });

        Assert.Equal("https://www.googleapis.com/auth/cloud-platform", Assert.Single(_bench.Server.Visits)["scope"]);
    }

    [Fact]
    public async Task Under_an_impersonation_the_scopes_given_are_the_service_accounts()
    {
        var context = await _bench.ConnectAsync(_bench.Request with
        {
            ImpersonateServiceAccount = "robot@p.iam.gserviceaccount.com",
            Scopes = ["https://www.googleapis.com/auth/devstorage.read_only"],
        });

        Assert.Equal(Scopes, Assert.Single(_bench.Server.Visits)["scope"]);
        Assert.Equal("robot@p.iam.gserviceaccount.com", context.Account);
        Assert.NotNull(context.Forget);
    }

    [Fact]
    public async Task A_user_who_says_no_is_told_so()
    {
        _bench.Server.Denial = "access_denied";

        Assert.Equal("SignInDenied", (await _bench.FaultAsync()).ErrorId);
        Assert.Empty(_bench.KeptFiles);
    }

    [Fact]
    public async Task Another_refusal_is_told_in_googles_word()
    {
        _bench.Server.Denial = "admin_policy_enforced";

        var fault = await _bench.FaultAsync();

        Assert.Equal("SignInRefused", fault.ErrorId);
        Assert.Contains("admin_policy_enforced", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_was_not_ticked_is_named_and_nothing_is_kept()
    {
        _bench.Server.Granted = "https://www.googleapis.com/auth/cloud-platform";

        var fault = await _bench.FaultAsync();

        Assert.Equal("ScopesNotGranted", fault.ErrorId);
        Assert.Contains("missing: https://www.googleapis.com/auth/generative-language.tuning.", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.KeptFiles);
    }

    [Fact]
    public async Task The_short_names_of_scopes_count_as_granted_under_their_long_ones()
    {
        _bench.Server.Granted = "openid https://www.googleapis.com/auth/userinfo.email";

        await _bench.ConnectAsync(_bench.Request with { Scopes = ["openid", "email"] });

        Assert.Single(_bench.KeptFiles);
    }

    [Fact]
    public async Task A_sign_in_that_could_not_be_renewed_is_refused()
    {
        _bench.Server.Lasts = false;

        Assert.Equal("SignInWithoutRefreshToken", (await _bench.FaultAsync()).ErrorId);
    }

    [Fact]
    public async Task A_client_that_is_gone_is_told_in_googles_words()
    {
        var other = _bench.Write(System.IO.File.ReadAllText(_bench.ClientFile).Replace(AuthorizationServer.ClientSecret, "canary-wrong", StringComparison.Ordinal));

        var fault = await _bench.FaultAsync(_bench.Request with { ClientSecretPath = other });

        Assert.Equal("SignInRefused", fault.ErrorId);
        Assert.Contains("invalid_client, The OAuth client was not found.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_send_to_the_port_does_not_end_the_wait()
    {
        _bench.User.Browse = async address =>
        {
            var port = new Uri(Parameter(address, "redirect_uri"));
            using var idle = new TcpClient();
            await idle.ConnectAsync(IPAddress.Loopback, port.Port);
            using var stranger = new HttpClient(new HttpClientHandler { UseProxy = false });
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(port, "favicon.ico"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(port, "?code=4/evil&state=guessed"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(port, "?error=access_denied"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(port, "?state=" + Parameter(address, "state")))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(new Uri(port, "?code=1&state=" + Parameter(address, "state")), null)).StatusCode);
            return await PlayedUser.GetAsync(address);
        };

        await _bench.ConnectAsync();

        Assert.Contains("close this page", await _bench.User.Page!, StringComparison.Ordinal);
        Assert.Single(_bench.Server.Forms);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_at_once_and_frees_the_port()
    {
        using var stop = new CancellationTokenSource();
        _bench.User.Browse = async address =>
        {
            await stop.CancelAsync();
            return string.Empty;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ConnectAsync(token: stop.Token));

        Assert.False(IsOpen(new Uri(Parameter(Assert.Single(_bench.User.Addresses), "redirect_uri"))));
    }

    [Fact]
    public async Task A_user_who_never_comes_back_ends_the_wait_after_five_minutes()
    {
        _bench.User.Browse = _ => Task.FromResult(string.Empty);

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.Clock.RunAsync(() => _bench.ConnectAsync()));

        Assert.Equal("SignInTimedOut", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Timeout, fault.Kind);
        Assert.Equal(TimeSpan.FromMinutes(5), _bench.Clock.Passed);
        Assert.False(IsOpen(new Uri(Parameter(Assert.Single(_bench.User.Addresses), "redirect_uri"))));
    }

    [Fact]
    public async Task Where_nobody_is_there_no_browser_is_opened_and_the_error_names_the_other_ways()
    {
        _bench.User.IsAvailable = false;

        foreach (var request in new[] { _bench.Request, _bench.Request with { NoBrowser = true }, _bench.Request with { Interaction = null } })
        {
            var fault = await _bench.FaultAsync(request);

            Assert.Equal("SignInNeedsSomebody", fault.ErrorId);
            Assert.Equal(TuningErrorKind.Authentication, fault.Kind);
            Assert.All(["-CredentialPath", "-AccessToken", "Application Default Credentials"], part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
        }

        Assert.Empty(_bench.User.Addresses);
    }

    private static string Parameter(Uri address, string name) =>
        Uri.UnescapeDataString(address.Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith(name + "=", StringComparison.Ordinal)).Split('=', 2)[1]);

    private static bool IsOpen(Uri address)
    {
        using var probe = new TcpClient();
        try
        {
            probe.Connect(IPAddress.Loopback, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
