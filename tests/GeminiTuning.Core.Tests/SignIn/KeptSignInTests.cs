using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

public sealed class KeptSignInTests : IAsyncDisposable
{
    private readonly SignInBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task It_is_used_the_next_time_even_where_nobody_is_there()
    {
        await _bench.ConnectAsync();
        _bench.User.IsAvailable = false;

        var context = await _bench.ConnectAsync();

        Assert.Equal("User sign-in", context.Credential);
        Assert.Single(_bench.Server.Visits);
        Assert.Equal("refresh_token", _bench.Server.Forms.Last()["grant_type"]);
        Assert.Empty(_bench.Trace.WarningLines);
    }

    [Fact]
    public async Task Its_file_and_folder_are_the_users_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await _bench.ConnectAsync();

        var file = Assert.Single(_bench.KeptFiles);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        var text = File.ReadAllText(file);
        Assert.Contains("canary-refresh", text, StringComparison.Ordinal);
        Assert.DoesNotContain(AuthorizationServer.ClientSecret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-access", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_taken_from_them_with_a_warning()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await _bench.ConnectAsync();
        var file = Assert.Single(_bench.KeptFiles);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await _bench.ConnectAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Contains("could be read by other users", Assert.Single(_bench.Trace.WarningLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_open_to_others_before_is_closed_when_it_is_written()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        const UnixFileMode Anybody = (UnixFileMode)0x1ff;
        await _bench.ConnectAsync();
        var file = Assert.Single(_bench.KeptFiles);
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.ApplicationDefaultPath)!);
        File.WriteAllText(_bench.ApplicationDefaultPath, "{}");
        foreach (var path in new[] { file, folder, _bench.ApplicationDefaultPath })
        {
            File.SetUnixFileMode(path, Anybody);
        }

        _bench.Server.Revoke();
        await _bench.ConnectAsync(_bench.Request with { WriteApplicationDefault = true });

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_bench.ApplicationDefaultPath));
    }

    [Fact]
    public async Task Other_scopes_are_another_sign_in()
    {
        await _bench.ConnectAsync();
        await _bench.ConnectAsync(_bench.Request with { Scopes = ["https://www.googleapis.com/auth/cloud-platform"] });

        Assert.Equal(2, _bench.Server.Visits.Count);
        Assert.Equal(2, _bench.KeptFiles.Length);
    }

    [Theory]
    [InlineData("canary, broken")]
    [InlineData("[]")]
    [InlineData("""{"client_id":"another","refresh_token":"canary"}""")]
    public async Task A_broken_file_is_left_aside_with_a_warning_and_replaced(string text)
    {
        await _bench.ConnectAsync();
        File.WriteAllText(Assert.Single(_bench.KeptFiles), text);

        await _bench.ConnectAsync();

        Assert.Equal(2, _bench.Server.Visits.Count);
        Assert.Contains("no usable sign-in", Assert.Single(_bench.Trace.WarningLines), StringComparison.Ordinal);
        Assert.Contains("canary-refresh-2", File.ReadAllText(Assert.Single(_bench.KeptFiles)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_revoked_is_renewed_in_the_browser()
    {
        await _bench.ConnectAsync();
        _bench.Server.Revoke();

        await _bench.ConnectAsync();

        Assert.Equal(2, _bench.Server.Visits.Count);
    }

    [Fact]
    public async Task One_that_was_revoked_is_told_where_nobody_is_there()
    {
        await _bench.ConnectAsync();
        _bench.Server.Revoke();
        _bench.User.IsAvailable = false;

        var fault = await _bench.FaultAsync();

        Assert.Equal("SignInNeedsSomebody", fault.ErrorId);
        Assert.Contains("expired or was revoked", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_refusal_leaves_it_alone()
    {
        await _bench.ConnectAsync();
        _bench.Server.Fault = (403, "<html>a proxy</html>");

        Assert.Equal("SignInRefused", (await _bench.FaultAsync()).ErrorId);

        _bench.Server.Fault = null;
        _bench.User.IsAvailable = false;
        await _bench.ConnectAsync();
    }

    [Fact]
    public async Task A_refresh_token_that_replaces_it_is_kept()
    {
        await _bench.ConnectAsync();
        _bench.Server.Rotates = true;

        await _bench.ConnectAsync();

        Assert.Contains("canary-refresh-2", File.ReadAllText(Assert.Single(_bench.KeptFiles)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_cannot_be_kept_the_session_goes_on_with_a_warning()
    {
        File.WriteAllText(Path.Combine(_bench.Home, "config"), "a file where the folder should be");

        await _bench.ConnectAsync();

        Assert.Contains("for this session only", Assert.Single(_bench.Trace.WarningLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgetting_revokes_and_deletes_it()
    {
        var context = await _bench.ConnectAsync();
        Assert.Single(_bench.Server.RefreshTokens);

        await context.Forget!(_bench.Options);

        Assert.Empty(_bench.Server.RefreshTokens);
        Assert.Empty(_bench.KeptFiles);
    }

    [Fact]
    public async Task Forgetting_what_is_gone_already_is_no_error()
    {
        var context = await _bench.ConnectAsync();
        _bench.Server.Revoke();

        await context.Forget!(_bench.Options);

        Assert.Empty(_bench.KeptFiles);
    }

    [Theory]
    [InlineData(400, """{"error":"server_error"}""")]
    [InlineData(403, "<html>a proxy</html>")]
    [InlineData(307, "{}")]
    public async Task What_cannot_be_revoked_is_deleted_all_the_same(int status, string body)
    {
        var context = await _bench.ConnectAsync();
        _bench.Server.Fault = (status, body);

        var fault = await Assert.ThrowsAsync<TuningException>(() => context.Forget!(_bench.Options));

        Assert.Equal("SignInNotRevoked", fault.ErrorId);
        Assert.Contains("https://myaccount.google.com/permissions", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault + " " + fault.Target, StringComparison.Ordinal);
        Assert.Empty(_bench.KeptFiles);
    }

    [Fact]
    public async Task Other_credentials_have_nothing_to_forget() =>
        Assert.Null((await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret("key-of-mine") })).Forget);
}
