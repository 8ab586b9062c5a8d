using System;
using System.IO;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

public sealed class ApplicationDefaultTests : IAsyncDisposable
{
    private readonly SignInBench _bench = new();

    private ConnectRequest Request => _bench.Request with { WriteApplicationDefault = true };

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_file_is_gclouds_own()
    {
        await _bench.ConnectAsync(Request with { Project = "pays" });

        Assert.Equal(
            """
            {
              "account": "",
              "client_id": "42.apps.googleusercontent.com",
              "client_secret": "canary-client-secret",
              "quota_project_id": "pays",
              "refresh_token": "1//canary-refresh-1",
              "type": "authorized_user",
              "universe_domain": "googleapis.com"
            }
            """,
            File.ReadAllText(_bench.ApplicationDefaultPath),
            ignoreLineEndingDifferences: true);
        Assert.Equal([_bench.ApplicationDefaultPath], _bench.User.Confirmed);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_bench.ApplicationDefaultPath));
        }
    }

    [Fact]
    public async Task Googles_library_reads_it()
    {
        await _bench.ConnectAsync(Request);

        var credential = CredentialFactory.FromFile<UserCredential>(_bench.ApplicationDefaultPath);

        Assert.Equal("1//canary-refresh-1", credential.Token.RefreshToken);
        Assert.Null(credential.QuotaProject);
    }

    [Fact]
    public async Task This_module_finds_it_as_Application_Default_Credentials()
    {
        await _bench.ConnectAsync(Request with { Project = "pays" });

        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });

        Assert.Equal(_bench.ApplicationDefaultPath, context.CredentialSource);
        Assert.Equal("pays", context.Project);
    }

    [Fact]
    public async Task What_was_there_is_kept_beside_it_and_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.ApplicationDefaultPath)!);
        File.WriteAllText(_bench.ApplicationDefaultPath, "former");

        await _bench.ConnectAsync(Request);
        await _bench.ConnectAsync(Request);

        var backup = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_bench.ApplicationDefaultPath)!, "*.bak"));
        Assert.Equal("former", File.ReadAllText(backup));
        Assert.Contains(backup, Assert.Single(_bench.Trace.WarningLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_where_the_user_says_no()
    {
        _bench.User.Agrees = false;

        await _bench.ConnectAsync(Request);

        Assert.False(File.Exists(_bench.ApplicationDefaultPath));
    }

    [Fact]
    public async Task Without_a_folder_for_it_nobody_is_asked_to_sign_in()
    {
        _bench.Environment.Remove("CLOUDSDK_CONFIG");

        Assert.Equal("ApplicationDefaultNotWritten", (await _bench.FaultAsync(Request)).ErrorId);
        Assert.Empty(_bench.User.Addresses);
    }
}
