using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// All buckets and objects. Records do not change: a change puts another record in the place of one, under a lock. What
/// is kept between runs is written before a change takes effect.
/// </summary>
internal sealed class ObjectStore : IObjectReader, IDisposable
{
    private readonly object _gate = new();
    private readonly SortedDictionary<string, StoredBucket> _buckets = new(StringComparer.Ordinal);
    private readonly TimeProvider _timeProvider;
    private readonly StoreFiles? _files;
    private long _lastGeneration;

    /// <summary>Makes a store that has what is kept.</summary>
    /// <param name="folder">The folder that keeps the objects between runs, or <see langword="null"/>.</param>
    /// <param name="timeProvider">The clock.</param>
    public ObjectStore(string? folder, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        Contents = new ContentFolder(folder);
        if (folder is null)
        {
            return;
        }

        _files = new StoreFiles(Contents, folder);
        var (buckets, objects) = _files.Load();
        foreach (var bucket in buckets)
        {
            _buckets.Add(bucket.Name, new StoredBucket(bucket));
        }

        foreach (var item in objects)
        {
            _buckets[item.Bucket].Objects.Add(item.Name, item);
            _lastGeneration = Math.Max(_lastGeneration, item.Generation);
        }
    }

    public ContentFolder Contents { get; }

    public DateTimeOffset Now => _timeProvider.GetUtcNow();

    public Stream? OpenRead(string bucket, string name)
    {
        lock (_gate)
        {
            return _buckets.TryGetValue(bucket, out var stored) && stored.Objects.TryGetValue(name, out var item) ? item.Content.OpenRead() : null;
        }
    }

    public bool BucketExists(string bucket)
    {
        lock (_gate)
        {
            return _buckets.ContainsKey(bucket);
        }
    }

    public IReadOnlyList<BucketRecord> Buckets()
    {
        lock (_gate)
        {
            return [.. _buckets.Values.Select(bucket => bucket.Record)];
        }
    }

    public BucketRecord FindBucket(string name)
    {
        lock (_gate)
        {
            return Stored(name).Record;
        }
    }

    /// <summary>Makes sure that a bucket is there; it is not written down until something is put into it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="project">Its project.</param>
    public void Provide(string name, string project)
    {
        lock (_gate)
        {
            if (!_buckets.ContainsKey(name))
            {
                _buckets.Add(name, new StoredBucket(new BucketRecord
                {
                    Name = name,
                    Project = project,
                    Created = Now,
                    Updated = Now,
                    Metageneration = 1,
                    Settings = JsonValue.Object(new List<KeyValuePair<string, JsonValue>>()),
                }));
            }
        }
    }

    /// <summary>Adds a bucket.</summary>
    /// <returns>Whether the name was free.</returns>
    public bool TryAdd(BucketRecord bucket)
    {
        lock (_gate)
        {
            if (_buckets.ContainsKey(bucket.Name))
            {
                return false;
            }

            SaveBuckets([.. Buckets(), bucket]);
            _buckets.Add(bucket.Name, new StoredBucket(bucket));
            return true;
        }
    }

    /// <summary>Changes a bucket's settings.</summary>
    /// <param name="name">The bucket.</param>
    /// <param name="change">Makes the new settings of the old record, or throws to refuse.</param>
    public BucketRecord ChangeBucket(string name, Func<BucketRecord, JsonValue> change)
    {
        lock (_gate)
        {
            var stored = Stored(name);
            var changed = stored.Record with { Settings = change(stored.Record), Metageneration = stored.Record.Metageneration + 1, Updated = Now };
            SaveBuckets([.. Buckets().Select(bucket => ReferenceEquals(bucket, stored.Record) ? changed : bucket)]);
            stored.Record = changed;
            return changed;
        }
    }

    /// <summary>Removes a bucket.</summary>
    /// <param name="name">The bucket.</param>
    /// <param name="check">Throws to refuse.</param>
    public void RemoveBucket(string name, Action<BucketRecord> check)
    {
        lock (_gate)
        {
            var stored = Stored(name);
            check(stored.Record);
            if (stored.Objects.Count > 0)
            {
                throw new StorageException(409, "conflict", "The bucket you tried to delete is not empty.");
            }

            SaveBuckets([.. Buckets().Where(bucket => !ReferenceEquals(bucket, stored.Record))]);
            _buckets.Remove(name);
        }
    }

    /// <summary>The objects of a bucket in the order of their names.</summary>
    public IReadOnlyList<ObjectRecord> Objects(string bucket)
    {
        lock (_gate)
        {
            return [.. Stored(bucket).Objects.Values];
        }
    }

    /// <summary>An object, or <see langword="null"/> where the bucket has none of that name.</summary>
    public ObjectRecord? TryFind(string bucket, string name)
    {
        lock (_gate)
        {
            return Stored(bucket).Objects.TryGetValue(name, out var item) ? item : null;
        }
    }

    /// <summary>An object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation, where it matters.</param>
    public ObjectRecord Find(string bucket, string name, long? generation = null)
    {
        lock (_gate)
        {
            return Stored(bucket).Objects.TryGetValue(name, out var item) && (generation is null || generation == item.Generation)
                ? item
                : throw StorageErrors.NoSuchObject(bucket, name);
        }
    }

    /// <summary>Opens an object's content.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation, where it matters.</param>
    /// <param name="check">Throws to refuse.</param>
    public (ObjectRecord Record, Stream Content) Open(string bucket, string name, long? generation, Action<ObjectRecord> check)
    {
        lock (_gate)
        {
            // Under the lock, so that nobody deletes the content between finding and opening it.
            var item = Find(bucket, name, generation);
            check(item);
            return (item, item.Content.OpenRead());
        }
    }

    /// <summary>Puts an object in the place of what has its name, if anything.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The name.</param>
    /// <param name="check">Throws to refuse what is to be replaced.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="content">The content; it is deleted where it is refused.</param>
    public ObjectRecord Put(string bucket, string name, Action<ObjectRecord?> check, JsonValue settings, StoredContent content)
    {
        lock (_gate)
        {
            try
            {
                var objects = Stored(bucket).Objects;
                var old = objects.TryGetValue(name, out var found) ? found : null;
                check(old);
                var now = Now;

                // A generation is the time in microseconds, but never twice the same.
                _lastGeneration = Math.Max(_lastGeneration + 1, now.ToUnixTimeMilliseconds() * 1000);
                var item = new ObjectRecord
                {
                    Bucket = bucket,
                    Name = name,
                    Generation = _lastGeneration,
                    Metageneration = 1,
                    Created = now,
                    Updated = now,
                    Settings = settings,
                    Content = content,
                };
                if (objects.Count == 0)
                {
                    // A bucket that was only provided so far is kept from its first object on.
                    SaveBuckets(Buckets());
                }

                Save(item);
                objects[name] = item;
                Discard(old);
                return item;
            }
            catch
            {
                content.Delete();
                throw;
            }
        }
    }

    /// <summary>Changes an object's settings.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation, where it matters.</param>
    /// <param name="change">Makes the new settings of the old record, or throws to refuse.</param>
    public ObjectRecord Change(string bucket, string name, long? generation, Func<ObjectRecord, JsonValue> change)
    {
        lock (_gate)
        {
            var old = Find(bucket, name, generation);
            var changed = old with { Settings = change(old), Metageneration = old.Metageneration + 1, Updated = Now };
            Save(changed);
            Stored(bucket).Objects[name] = changed;
            return changed;
        }
    }

    /// <summary>Removes an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation, where it matters.</param>
    /// <param name="check">Throws to refuse.</param>
    public void Remove(string bucket, string name, long? generation, Action<ObjectRecord> check)
    {
        lock (_gate)
        {
            var item = Find(bucket, name, generation);
            check(item);
            Stored(bucket).Objects.Remove(name);
            Discard(item);
        }
    }

    public void Dispose() => Contents.Dispose();

    private StoredBucket Stored(string name) => _buckets.TryGetValue(name, out var bucket) ? bucket : throw StorageErrors.NoSuchBucket();

    private void SaveBuckets(IReadOnlyList<BucketRecord> buckets) => Keep(() => _files?.SaveBuckets(buckets));

    private void Save(ObjectRecord item) => Keep(() =>
    {
        if (_files is not null)
        {
            StoreFiles.Save(item);
        }
    });

    private void Discard(ObjectRecord? item) => Keep(() =>
    {
        if (item is not null && _files is not null)
        {
            StoreFiles.Forget(item);
        }

        item?.Content.Delete();
    });

    private static void Keep(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.NotWritable(exception);
        }
    }
}
