using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageStateTests : IDisposable
{
    private const int Unit = 256 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("storage-state-tests-").FullName;

    private string StatePath => Path.Combine(_folder, "state.json");

    private string ObjectsFolder => StatePath + ".objects";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Buckets_and_objects_are_there_again_after_a_stop()
    {
        var large = Contents.Random(1_000_000);
        StorageAnswer made;
        using (var emulator = new StorageEmulator(StatePath))
        {
            (await emulator.Upload("ü/large", large)).Require(200);
            (await emulator.Upload("empty", "")).Require(200);
            (await emulator.Upload("deleted", "x")).Require(200);
            (await emulator.Delete("/storage/v1/b/training-data/o/deleted")).Require(204);
            (await emulator.Upload("replaced", "old")).Require(200);
            (await emulator.Upload("replaced", "new")).Require(200);
            made = (await emulator.Patch("/storage/v1/b/training-data/o/%C3%BC%2Flarge", """{"metadata": {"k": "v"}}""")).Require(200);
        }

        using (var emulator = new StorageEmulator(StatePath, withBucket: false))
        {
            var list = (await emulator.Get("/storage/v1/b/training-data/o")).Require(200);
            Assert.Equal(["empty", "replaced", "ü/large"], list.Json["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
            var again = (await emulator.Metadata("ü/large")).Require(200);
            foreach (var member in new[] { "generation", "metageneration", "md5Hash", "crc32c", "etag", "timeCreated", "updated", "contentType" })
            {
                Assert.Equal(made[member], again[member]);
            }

            Assert.Equal(large, (await emulator.Download("ü/large")).Body);
            Assert.Equal("new", (await emulator.Download("replaced")).Text);
            Assert.Empty((await emulator.Download("empty")).Require(200).Body);
            Assert.True((await emulator.Upload("empty", "")).Require(200).Generation > again.Generation);
        }
    }

    [Fact]
    public async Task An_upload_that_was_not_complete_leaves_nothing_behind()
    {
        using (var emulator = new StorageEmulator(StatePath))
        {
            (await emulator.Upload("x", "content")).Require(200);
            (await emulator.Put(await emulator.StartUpload("y"), Contents.Random(Unit), $"bytes 0-{Unit - 1}/*")).Require(308);
        }

        Assert.Equal(3, Directory.GetFiles(ObjectsFolder).Length);
        File.WriteAllText(Path.Combine(ObjectsFolder, Guid.NewGuid().ToString("N")), "left by a crash");
        File.WriteAllText(Path.Combine(ObjectsFolder, "notes.txt"), "the user's own");
        using (new StorageEmulator(StatePath, withBucket: false))
        {
            Assert.Equal(4, Directory.GetFiles(ObjectsFolder).Length);
        }
    }

    [Fact]
    public async Task A_damaged_store_is_reported_and_left_as_it_is()
    {
        using (var emulator = new StorageEmulator(StatePath))
        {
            (await emulator.Upload("x", "content")).Require(200);
        }

        var content = Directory.GetFiles(ObjectsFolder).Single(file => Path.GetExtension(file).Length == 0);
        File.WriteAllText(content, "cut");
        var exception = Assert.Throws<TuningException>(() => new StorageEmulator(StatePath, withBucket: false));
        Assert.Equal("EmulatorStateInvalid", exception.ErrorId);
        Assert.Equal(TuningErrorKind.InvalidData, exception.Kind);
        Assert.True(File.Exists(content));
    }

    [Fact]
    public async Task Without_a_state_file_large_objects_go_with_the_emulator()
    {
        string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "gemini-tuning-emulator-*");
        using var store = new ObjectStore(folder: null, new FakeTimeProvider());
        var before = Folders();
        var writer = store.Contents.CreateWriter();
        await writer.WriteAsync(new MemoryStream(new byte[1_000_000]));
        var folder = Path.GetDirectoryName(writer.Complete().File)!;
        Assert.DoesNotContain(folder, before);
        Assert.Contains(folder, Folders());
        store.Dispose();
        Assert.DoesNotContain(folder, Folders());
    }

    [Fact]
    public void Nothing_is_written_before_there_is_something_to_keep()
    {
        using (new StorageEmulator(StatePath, withBucket: false))
        {
            Assert.False(Directory.Exists(ObjectsFolder));
        }
    }
}
