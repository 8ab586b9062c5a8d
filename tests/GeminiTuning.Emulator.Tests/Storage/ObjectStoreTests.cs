using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Vertex;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class ObjectStoreTests : IDisposable
{
    private readonly ObjectStore _store = new(folder: null, new FakeTimeProvider());

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task Other_services_read_what_is_stored(int length)
    {
        IObjectReader reader = _store;
        var content = Contents.Random(length);
        AddBucket();
        await Put("x", content);
        Assert.True(reader.BucketExists("some-bucket"));
        Assert.False(reader.BucketExists("nowhere"));
        Assert.Null(reader.OpenRead("some-bucket", "none"));
        Assert.Null(reader.OpenRead("nowhere", "x"));
        using var stream = reader.OpenRead("some-bucket", "x")!;
        Assert.Equal(content, await ReadAll(stream));
    }

    [Fact]
    public async Task A_content_that_is_being_read_outlives_its_object()
    {
        var content = Contents.Random(1_000_000);
        AddBucket();
        await Put("x", content);
        using var stream = ((IObjectReader)_store).OpenRead("some-bucket", "x")!;
        await Put("x", [1]);
        _store.Remove("some-bucket", "x", generation: null, _ => { });
        Assert.Equal(content, await ReadAll(stream));
    }

    [Fact]
    public async Task A_generation_is_never_given_twice_though_the_clock_stands_still()
    {
        AddBucket();
        var generations = new HashSet<long>();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(generations.Add((await Put("x", [1])).Generation));
        }
    }

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private void AddBucket() => Assert.True(_store.TryAdd(new BucketRecord
    {
        Name = "some-bucket",
        Project = "p",
        Created = _store.Now,
        Updated = _store.Now,
        Metageneration = 1,
        Settings = JsonValue.Object(),
    }));

    private async Task<ObjectRecord> Put(string name, byte[] content)
    {
        using var writer = _store.Contents.CreateWriter();
        await writer.WriteAsync(content, 0, content.Length);
        return _store.Put("some-bucket", name, _ => { }, JsonValue.Object(), writer.Complete());
    }
}
