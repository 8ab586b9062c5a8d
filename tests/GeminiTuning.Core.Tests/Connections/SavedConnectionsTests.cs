using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Connections;

public sealed class SavedConnectionsTests : IDisposable
{
    private const string Golden = """
        # Saved by Connect-GeminiTuning -Name: where each connection finds its credential, and no secret.
        version: 1
        connections:
          keyed:
            backend: GeminiApi
            endpoint: http://localhost:8080/
            credential: ApiKey
            maximumRetryCount: 2
            timeoutSeconds: 90
          staging:
            backend: VertexAI
            credential: AccessToken
            impersonateServiceAccount: robot@p.iam.gserviceaccount.com
            delegates:
            - first@p.iam.gserviceaccount.com
            project: "123456"
            location: europe-west4
            stagingUri: gs://bucket/tuning

        """;

    private readonly TestBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("connections").FullName;

    public SavedConnectionsTests() => _bench.Environment["GEMINITUNING_CONFIG"] = Path.Combine(_folder, "new");

    private string FilePath => Path.Combine(_folder, "new", "connections.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_file_holds_what_is_needed_to_connect_again_and_no_secret()
    {
        await SaveKeyAsync("keyed");
        await _bench.ConnectAsync(new ConnectRequest
        {
            Name = "staging",
            Backend = TuningBackend.VertexAI,
            AccessToken = TestBench.Secret(TestBench.CanaryKey),
            ImpersonateServiceAccount = "robot@p.iam.gserviceaccount.com",
            Delegates = ["first@p.iam.gserviceaccount.com"],
            Project = "123456",
            Location = "europe-west4",
            StagingUri = "gs://bucket/tuning",
        });

        Assert.Equal(Golden.ReplaceLineEndings("\n"), await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(FilePath)!) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead));
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        Write(Golden);

        var all = List();

        Assert.Equal(["keyed", "staging"], all.Select(static saved => saved.Name));
        Assert.Equal(new Uri("http://localhost:8080/"), all[0].Endpoint);
        Assert.Equal((SavedCredential.ApiKey, 2, TimeSpan.FromSeconds(90)), (all[0].Credential, all[0].MaximumRetryCount, all[0].Timeout));
        Assert.Equal((TuningBackend.VertexAI, "123456", "europe-west4", "gs://bucket/tuning"), (all[1].Backend, all[1].Project, all[1].Location, all[1].StagingUri));
        Assert.Equal(["first@p.iam.gserviceaccount.com"], all[1].Delegates!);
    }

    [Fact]
    public async Task A_name_is_overwritten_whatever_its_case_and_verbose_says_so()
    {
        await SaveKeyAsync("staging");
        Assert.DoesNotContain("in place of", _bench.Trace.All, StringComparison.Ordinal);

        await SaveKeyAsync("Staging");

        Assert.Equal("Staging", Assert.Single(List()).Name);
        Assert.Contains("in place of the one of that name", _bench.Trace.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("st*ging")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a\n")]
    [InlineData("../a")]
    public async Task A_name_that_breaks_the_rule_is_refused(string name)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => SaveKeyAsync(name));

        Assert.Equal("ConnectionNameInvalid", fault.ErrorId);
        Assert.False(File.Exists(FilePath));
    }

    [Theory]
    [InlineData("version: 1\nconnections:\n  a:\n    backend: GeminiApi\n    credential: ApiKey\n    colour: red\n", "line 6, column 5", "'colour'")]
    [InlineData("version: 1\nprofiles: {}\n", "line 2, column 1", "'profiles'")]
    [InlineData("version: 2\nprofiles: {}\n", "line 1, column 10", "later version")]
    [InlineData("connections: {}\n", "line 1, column 1", "version")]
    [InlineData("version: 1\nconnections:\n  a: {backend: Gemini, credential: ApiKey}\n", "line 3, column 16", "GeminiApi, VertexAI")]
    [InlineData("version: 1\nconnections:\n  a: {backend: 1, credential: ApiKey}\n", "line 3, column 16", "'1'")]
    [InlineData("version: 1\nconnections:\n  a: {backend: GeminiApi}\n", "line 3, column 6", "no credential")]
    [InlineData("version: 1\nconnections:\n  a: {backend: GeminiApi, credential: CredentialPath}\n", "line 3, column 6", "no credentialSource")]
    [InlineData("version: 1\nconnections:\n  a*: {backend: GeminiApi, credential: ApiKey}\n", "line 3, column 3", "'a*'")]
    [InlineData("version: 1\nconnections:\n  a: {backend: GeminiApi, credential: ApiKey}\n  A: {backend: GeminiApi, credential: ApiKey}\n", "line 4, column 3", "twice")]
    [InlineData("version: 1\nconnections: [\n", "line 3, column 1", "connections.yaml")]
    [InlineData("just text", "line 1, column 1", "keys and values")]
    public async Task A_file_that_is_not_understood_is_refused_with_its_place_and_left_alone(string text, string place, string problem)
    {
        Write(text);

        var listing = Assert.Throws<TuningException>(List);
        var saving = await Assert.ThrowsAsync<TuningException>(() => SaveKeyAsync("b"));
        var removing = await Assert.ThrowsAsync<TuningException>(() => _bench.Engine.Connections.RemoveAsync("a", _bench.Options));

        Assert.All(new[] { listing, saving, removing }, fault =>
        {
            Assert.Equal("ConnectionsFileInvalid", fault.ErrorId);
            Assert.Contains(FilePath, fault.Message, StringComparison.Ordinal);
            Assert.Contains(place, fault.Message, StringComparison.Ordinal);
            Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
        });
        Assert.Equal(text, await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_empty_file_and_none_are_no_connections()
    {
        Assert.Empty(List());
        Write("# nothing yet\n");
        Assert.Empty(List());
    }

    [Fact]
    public async Task What_a_crash_before_the_end_leaves_is_neither_read_nor_kept()
    {
        Write(Golden);
        await File.WriteAllTextAsync(FilePath + ".abcdefgh.ijk", "version: 1\nconn", TestContext.Current.CancellationToken);

        Assert.Equal(2, List().Count);
        await SaveKeyAsync("third");

        Assert.Equal(3, List().Count);
        Assert.Equal(["connections.yaml", "connections.yaml.lock"], Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_hundred_at_once_lose_none()
    {
        using var go = new System.Threading.Barrier(10);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(worker => Task.Factory.StartNew(
            () =>
            {
                var bench = new TestBench(TimeProvider.System);
                bench.Environment["GEMINITUNING_CONFIG"] = Path.GetDirectoryName(FilePath)!;
                go.SignalAndWait(TestContext.Current.CancellationToken);
                for (var i = 0; i < 10; i++)
                {
                    bench.ConnectAsync(new ConnectRequest { Name = $"c{worker}-{i}", ApiKey = TestBench.Secret("k") }).GetAwaiter().GetResult();
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(100, List().Count);
    }

    [Fact]
    public async Task A_lock_that_is_held_for_too_long_is_an_error_and_changes_nothing()
    {
        Write(Golden);
        using (new FileStream(FilePath + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.Clock.RunAsync(() => SaveKeyAsync("third")));
            Assert.Equal("ConnectionsFileBusy", fault.ErrorId);
        }

        Assert.Equal(2, List().Count);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_that_names_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "new"), "a file", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<TuningException>(() => SaveKeyAsync("a"));

        Assert.StartsWith("ConnectionsFileUn", fault.ErrorId, StringComparison.Ordinal);
        Assert.Contains(FilePath, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_what_is_not_there_names_what_is()
    {
        Write(Golden);

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.Engine.Connections.RemoveAsync("prod", _bench.Options));

        Assert.Equal("ConnectionNotFound", fault.ErrorId);
        Assert.Contains("keyed, staging", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GEMINITUNING_CONFIG", "mine", "mine")]
    [InlineData("XDG_CONFIG_HOME", "xdg", "xdg/GeminiTuning")]
    [InlineData("HOME", "home", "home/.config/GeminiTuning")]
    public async Task The_folder_is_the_users_own(string variable, string value, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && variable is not "GEMINITUNING_CONFIG", "Windows has APPDATA.");
        _bench.Environment.Remove("GEMINITUNING_CONFIG");
        _bench.Environment[variable] = Path.Combine(_folder, value);

        await SaveKeyAsync("a");

        Assert.True(File.Exists(Path.Combine(_folder, expected, "connections.yaml")));
    }

    [Theory]
    [InlineData(null, "ConfigurationFolderUnknown")]
    [InlineData("relative", "ConfigurationFolderInvalid")]
    public async Task Without_a_folder_nothing_is_saved(string? folder, string errorId)
    {
        _bench.Environment.Remove("GEMINITUNING_CONFIG");
        if (folder != null)
        {
            _bench.Environment["GEMINITUNING_CONFIG"] = folder;
        }

        Assert.Equal(errorId, (await Assert.ThrowsAsync<TuningException>(() => SaveKeyAsync("a"))).ErrorId);
    }

    private System.Collections.Generic.IReadOnlyList<SavedConnection> List() => _bench.Engine.Connections.List(_bench.Options);

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
    }

    private Task<TuningContext> SaveKeyAsync(string name) => _bench.ConnectAsync(new ConnectRequest
    {
        Name = name,
        ApiKey = TestBench.Secret(TestBench.CanaryKey),
        Endpoint = new Uri("http://localhost:8080"),
        MaximumRetryCount = 2,
        Timeout = TimeSpan.FromSeconds(90),
    });
}
