using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Storage;
using GeminiTuning.Core.Tests.Datasets;
using Xunit;

namespace GeminiTuning.Core.Tests.Storage;

public sealed class TrainingDataUploaderTests : IDisposable
{
    private const string Token = "ya29.the-secret-token";
    private const int ManyExamples = 20_000;

    private readonly FakeStorage _storage = new();
    private readonly RecordingTrace _trace = new();
    private readonly CancellationTokenSource _cancellation = new();
    private TrainingDataUploader _uploader;

    public TrainingDataUploaderTests()
    {
        _uploader = Uploader(3);
    }

    private static IEnumerable<TuningExample> Few =>
    [
        new() { TextInput = "1", Output = "2" },
        new() { TextInput = "drei", Output = "vier \"fünf\" \ud83d\ude00" },
    ];

    // About 40 MB: three parts.
    private static IEnumerable<TuningExample> Many => Enumerable.Range(0, ManyExamples).Select(static n => new TuningExample
    {
        TextInput = n.ToString(CultureInfo.InvariantCulture) + new string((char)('a' + (n % 26)), 1000),
        Output = new string((char)('A' + (n % 26)), 900),
    });

    public void Dispose()
    {
        _uploader.Dispose();
        _storage.Dispose();
        _cancellation.Dispose();
    }

    [Fact]
    public async Task Uploads_the_lines_under_a_name_that_follows_from_them()
    {
        var uri = await UploadAsync(Few, "gs://bucket/folder/");

        const string Expected = """
            {"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}
            {"contents":[{"role":"user","parts":[{"text":"drei"}]},{"role":"model","parts":[{"text":"vier \"fünf\" 😀"}]}]}

            """;
        var (name, stored) = Assert.Single(_storage.Objects);
        Assert.Equal(Expected, Encoding.UTF8.GetString(stored.Bytes).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal));
        Assert.Matches("^folder/geminituning-[0-9a-f]{32}[.]jsonl$", name);
        Assert.Equal("gs://bucket/" + name, uri);
        Assert.Equal("application/jsonl", stored.ContentType);
        Assert.True(_uploader.IsOwn(uri));
    }

    [Fact]
    public async Task Uploads_the_same_data_once()
    {
        var first = await UploadAsync(Few);
        _storage.Requests.Clear();
        var second = await UploadAsync(Few);

        Assert.Equal(first, second);
        Assert.StartsWith("GET /storage/v1/b/bucket/o/geminituning-", Assert.Single(_storage.Requests), StringComparison.Ordinal);
        Assert.Contains("nothing was uploaded", _trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_after_a_connection_broke_in_the_middle()
    {
        _storage.Breaks = 1;
        await UploadAsync(Many);

        AssertStoredMany();
        Assert.Contains(_storage.Requests, static line => line.Contains("bytes */", StringComparison.Ordinal));
        Assert.Contains(_storage.Requests, static line => line.Contains("bytes 1310720-", StringComparison.Ordinal));
        Assert.Contains("going on in", _trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_after_the_service_had_a_fault()
    {
        var faults = 0;
        _storage.Refuse = request => request.Headers["Content-Range"]?.StartsWith("bytes 16777216-", StringComparison.Ordinal) == true && faults++ == 0
            ? (503, "We encountered an internal error. Please try again.")
            : null;
        await UploadAsync(Many);

        AssertStoredMany();
    }

    [Fact]
    public async Task Tells_how_far_it_is_and_ends_telling()
    {
        await UploadAsync(Many);

        var percents = _trace.Percents.ToArray();
        Assert.Contains(-1, percents);
        Assert.Contains(percents, static percent => percent is > 0 and < 100);
        Assert.Equal(100, percents[^1]);
        Assert.Single(percents, static percent => percent is 100);
    }

    [Fact]
    public async Task Sends_the_credential_and_shows_neither_it_nor_the_session()
    {
        await UploadAsync(Few);

        Assert.All(_storage.Authorizations, static value => Assert.Equal("Bearer " + Token, value));
        Assert.Contains("upload_id=***", _trace.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", _trace.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, _trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_what_somebody_else_uploaded_meanwhile()
    {
        var uri = await UploadAsync(Few);
        _storage.Requests.Clear();
        var looks = 0;
        _storage.Refuse = request => request.HttpMethod == "GET" && looks++ == 0 ? (404, "No such object") : null;

        Assert.Equal(uri, await UploadAsync(Few));
        Assert.Single(_storage.Requests, static line => line.StartsWith("POST", StringComparison.Ordinal));
        Assert.DoesNotContain(_storage.Requests, static line => line.StartsWith("PUT", StringComparison.Ordinal));
    }

    // The answer that somebody else was faster is lost with the connection, and the service has forgotten the upload.
    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(499)]
    public async Task Takes_what_somebody_else_uploaded_where_its_own_upload_is_over(int status)
    {
        var uri = await UploadAsync(Few);
        var name = uri.Split('/')[^1];
        Assert.True(_storage.Objects.TryRemove(name, out var stored));
        _storage.Refuse = request =>
        {
            if (request.HttpMethod != "PUT")
            {
                return null;
            }

            _storage.Objects[name] = stored;
            return (status, "The upload has been terminated.");
        };

        Assert.Equal(uri, await UploadAsync(Few));
    }

    [Fact]
    public async Task Fails_where_its_upload_is_over_and_nothing_is_there()
    {
        _storage.Refuse = static request => request.HttpMethod == "PUT" ? (410, "The upload has been terminated.") : null;
        Assert.Equal("UploadFailed", (await Assert.ThrowsAsync<TuningException>(() => UploadAsync(Few))).ErrorId);
    }

    [Fact]
    public async Task Uploads_where_it_may_not_look()
    {
        _storage.Refuse = static request => request.HttpMethod == "GET" ? (403, "x does not have storage.objects.get access") : null;
        await UploadAsync(Few);

        Assert.Single(_storage.Objects);
    }

    [Fact]
    public async Task Refuses_an_object_of_its_name_with_other_content()
    {
        await UploadAsync(Few);
        var (name, stored) = Assert.Single(_storage.Objects);
        _storage.Objects[name] = stored with { Bytes = [1, 2, 3] };

        await FailsAsync("UploadCorrupted", TuningErrorKind.InvalidData, Few, "3 bytes instead of");
    }

    [Fact]
    public async Task Says_that_the_bucket_is_missing() =>
        await FailsAsync("StagingBucketNotFound", TuningErrorKind.NotFound, Few, "gcloud storage buckets create gs://other", "gs://other/x");

    [Fact]
    public async Task Says_which_role_is_missing()
    {
        _storage.Refuse = static request => request.HttpMethod == "POST" ? (403, "x does not have storage.objects.create access") : null;
        await FailsAsync("StagingBucketForbidden", TuningErrorKind.PermissionDenied, Few, "roles/storage.objectAdmin");
    }

    [Fact]
    public async Task Says_that_the_credential_was_rejected()
    {
        _storage.Refuse = static _ => (401, "Invalid Credentials");
        await FailsAsync("CredentialRejected", TuningErrorKind.Authentication, Few, "Invalid Credentials");
    }

    [Theory]
    [InlineData("bucket/x")]
    [InlineData("gs://")]
    [InlineData("gs://B_UCKET/x")]
    [InlineData("gs://ab")]
    [InlineData("gs://bucket/a*b")]
    [InlineData("https://storage.googleapis.com/bucket")]
    public async Task Refuses_a_bad_address_before_anything_is_sent(string uri)
    {
        await FailsAsync("StagingUriInvalid", TuningErrorKind.InvalidArgument, Few, "gs://BUCKET", uri);
        Assert.Empty(_storage.Requests);
    }

    [Fact]
    public async Task Notices_damage_that_the_service_noticed()
    {
        _storage.Damage = static bytes => bytes[3] ^= 1;
        await FailsAsync("UploadCorrupted", TuningErrorKind.InvalidData, Few, "doesn't match");
    }

    [Fact]
    public async Task Notices_damage_that_the_service_did_not_notice_and_clears_it_away()
    {
        _storage.Verifies = false;
        _storage.Damage = static bytes => bytes[3] ^= 1;
        await FailsAsync("UploadCorrupted", TuningErrorKind.InvalidData, Few, "CRC32C");
        Assert.Empty(_storage.Objects);
    }

    [Fact]
    public async Task Uploads_a_file_as_it_is_read_and_once()
    {
        using var file = new DatasetFile("rows.jsonl", FileText(ManyExamples));
        var first = await UploadAsync(file.Examples());
        _storage.Requests.Clear();
        var second = await UploadAsync(file.Examples());

        Assert.Equal(first, second);
        Assert.Equal(file.Lines(), Encoding.UTF8.GetString(Assert.Single(_storage.Objects).Value.Bytes));
        Assert.Single(_storage.Requests);
    }

    [Fact]
    public async Task Gives_other_data_and_other_readings_of_it_other_names()
    {
        using var file = new DatasetFile("rows.jsonl", "{\"a\":\"1\",\"b\":\"2\",\"output\":\"3\"}");
        using var other = new DatasetFile("rows.jsonl", "{\"a\":\"1\",\"b\":\"2\",\"output\":\"4\"}");
        string[] uris =
        [
            await UploadAsync(file.Examples(new DatasetOptions { InputProperty = "a" })),
            await UploadAsync(file.Examples(new DatasetOptions { InputProperty = "b" })),
            await UploadAsync(other.Examples(new DatasetOptions { InputProperty = "a" })),
        ];
        Assert.Equal(3, uris.Distinct().Count());
        Assert.Equal(3, _storage.Objects.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(1_234_567)]
    [InlineData(70_000)]
    public async Task Goes_on_with_a_file_wherever_the_connection_broke(int kept)
    {
        using var file = new DatasetFile("rows.jsonl", FileText(ManyExamples));
        _storage.Breaks = 1;
        _storage.KeptOfBroken = kept;
        await UploadAsync(file.Examples());

        Assert.Equal(file.Lines(), Encoding.UTF8.GetString(Assert.Single(_storage.Objects).Value.Bytes));
        Assert.Contains(_storage.Requests, static line => line.Contains("bytes */", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stores_nothing_of_a_file_with_a_bad_row()
    {
        using var file = new DatasetFile("rows.jsonl", FileText(ManyExamples) + "{\"text_input\":\"\",\"output\":\"x\"}\n");
        await FailsAsync("TrainingRowInvalid", TuningErrorKind.InvalidData, file.Examples(), "1 of 20001 training rows cannot be used: rows.jsonl, line 20001: the prompt is blank");
        Assert.Empty(_storage.Objects);
    }

    [Fact]
    public async Task Keeps_nothing_of_a_file_that_was_written_to_meanwhile()
    {
        using var file = new DatasetFile("rows.jsonl", FileText(10));
        _storage.Refuse = request =>
        {
            if (request.HttpMethod == "PUT")
            {
                file.Append("{\"text_input\":\"new\",\"output\":\"x\"}\n");
            }

            return null;
        };
        await FailsAsync("TrainingDataChanged", TuningErrorKind.InvalidData, file.Examples(), "Run the command when the file is finished");
        Assert.Empty(_storage.Objects);
    }

    [Fact]
    public async Task Gives_up_on_a_connection_that_does_not_come_back()
    {
        Replace(Uploader(0));
        _storage.Breaks = 1;
        await FailsAsync("UploadFailed", TuningErrorKind.Connection, Many, "did not come back");
    }

    [Fact]
    public async Task Gives_up_on_a_part_that_never_arrives()
    {
        Replace(Uploader(1));
        _storage.KeptOfBroken = 0;
        _storage.Breaks = int.MaxValue;
        await FailsAsync("UploadFailed", TuningErrorKind.Connection, Many, "again and again");
    }

    [Fact]
    public async Task Looks_up_what_was_stored_where_the_answer_does_not_say()
    {
        _storage.IsSilent = true;
        await UploadAsync(Few);

        Assert.Single(_storage.Objects);
        Assert.Contains("looking at what is stored", _trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_the_data_nowhere_else()
    {
        _storage.Relocate = static uri => new Uri("http://localhost:" + uri.Port + uri.PathAndQuery);
        await FailsAsync("RedirectRefused", TuningErrorKind.Connection, Few, "localhost");
    }

    [Fact]
    public async Task Passes_on_what_is_wrong_with_the_rows()
    {
        TuningExample[] rows =
        [
            new() { TextInput = "1", Output = "2" },
            new() { TextInput = " ", Output = "2", Source = "rows.csv, line 3" },
            new() { TextInput = "1", Output = "", Source = "rows.csv, line 4" },
        ];
        await FailsAsync("TrainingRowInvalid", TuningErrorKind.InvalidData, rows, "2 of 3 training rows cannot be used: rows.csv, line 3: the prompt is blank; rows.csv, line 4: the answer is blank.");
        await FailsAsync("TrainingDataEmpty", TuningErrorKind.InvalidData, [], "no training data");
        Assert.Empty(_storage.Requests);
    }

    [Fact]
    public async Task Passes_on_what_the_examples_fail_with()
    {
        static IEnumerable<TuningExample> Failing()
        {
            yield return new TuningExample { TextInput = "1", Output = "2" };
            throw new InvalidDataException("no more");
        }

        Assert.Equal("no more", (await Assert.ThrowsAsync<InvalidDataException>(() => UploadAsync(Failing()))).Message);
        Assert.Empty(_storage.Requests);
    }

    [Fact]
    public async Task Ends_when_it_is_cancelled()
    {
        _storage.Refuse = request =>
        {
            if (request.HttpMethod == "PUT")
            {
                _cancellation.Cancel();
            }

            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => UploadAsync(Many));
        Assert.Empty(_storage.Objects);
        Assert.Equal(100, _trace.Percents.ToArray()[^1]);
    }

    [Fact]
    public async Task Deletes_and_takes_what_is_gone_as_deleted()
    {
        var uri = await UploadAsync(Few, "gs://bucket/a/b c");
        await _uploader.DeleteAsync(uri, Options);
        Assert.Empty(_storage.Objects);
        await _uploader.DeleteAsync(uri, Options);
        Assert.Contains("is gone already", _trace.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gs://bucket/geminituning-0123456789abcdef0123456789abcdef.jsonl", true)]
    [InlineData("gs://bucket/a/b/geminituning-0123456789abcdef0123456789abcdef.jsonl", true)]
    [InlineData("gs://bucket/geminituning-0123456789abcdef0123456789abcdeF.jsonl", false)]
    [InlineData("gs://bucket/xgeminituning-0123456789abcdef0123456789abcdef.jsonl", false)]
    [InlineData("gs://bucket/rows.jsonl", false)]
    public void Knows_its_own_names(string uri, bool own) => Assert.Equal(own, _uploader.IsOwn(uri));

    private CallOptions Options => new(_trace, _cancellation.Token);

    private TrainingDataUploader Uploader(int retries)
    {
        var token = new NetworkCredential(string.Empty, Token).SecurePassword;
        return new TrainingDataUploader(
            new TransportSettings
            {
                Endpoint = new Uri("https://elsewhere.invalid/"),
                Service = StorageService.Description,
                Credential = new AccessTokenCredential(token),
                MaximumRetryCount = retries,
                UserAgent = "tests",
                Time = TimeProvider.System,
                Innermost = InnermostHandler.Create,
            },
            _storage.Endpoint);
    }

    private static string FileText(int count)
    {
        var text = new StringBuilder();
        for (var n = 0; n < count; n++)
        {
            text.Append("{\"text_input\":\"").Append(n).Append('x', 1000).Append("\",\"output\":\"").Append('y', 900).Append("\"}\n");
        }

        return text.ToString();
    }

    private void Replace(TrainingDataUploader uploader)
    {
        _uploader.Dispose();
        _uploader = uploader;
    }

    private Task<string> UploadAsync(IEnumerable<TuningExample> examples, string stagingUri = "gs://bucket") =>
        _uploader.UploadAsync(examples, TuningMethod.Supervised, stagingUri, Options);

    private async Task FailsAsync(string id, TuningErrorKind kind, IEnumerable<TuningExample> examples, string message, string stagingUri = "gs://bucket")
    {
        var error = await Assert.ThrowsAsync<TuningException>(() => UploadAsync(examples, stagingUri));
        Assert.Equal(id, error.ErrorId);
        Assert.Equal(kind, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private void AssertStoredMany()
    {
        using var lines = new JsonLinesStream(Many, TuningMethod.Supervised);
        using var expected = new MemoryStream();
        lines.CopyTo(expected);
        Assert.True(expected.Length > 2 * 16 * 1024 * 1024);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(Assert.Single(_storage.Objects).Value.Bytes));
    }
}
