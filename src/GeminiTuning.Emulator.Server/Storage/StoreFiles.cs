using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// What is kept of buckets and objects between runs: the buckets in one file, and beside each content a file that
/// describes it. Each is replaced in one step, so a crash leaves the old or the new one.
/// </summary>
internal sealed class StoreFiles(ContentFolder contents, string folder)
{
    private const string BucketsFile = "buckets.json";
    private const string Extension = ".json";
    private const string NewExtension = ".new";

    public void SaveBuckets(IReadOnlyList<BucketRecord> buckets) =>
        Write(Path.Combine(contents.Create(), BucketsFile), JsonValue.Object(("buckets", JsonValue.Array([.. buckets.Select(StoreRecords.ToJson)]))));

    public static void Save(ObjectRecord item) => Write(DescriptionOf(item), StoreRecords.ToJson(item));

    public static void Forget(ObjectRecord item) => File.Delete(DescriptionOf(item));

    /// <summary>Reads what is kept, and deletes what uploads left behind that were never complete.</summary>
    /// <exception cref="TuningException">It cannot be read, or is not a store of this emulator.</exception>
    public (IReadOnlyList<BucketRecord> Buckets, IReadOnlyList<ObjectRecord> Objects) Load()
    {
        try
        {
            return LoadAll();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TuningException(
                "EmulatorStateNotReadable",
                TuningErrorKind.ReadError,
                $"The emulator's objects in '{folder}' cannot be read: {exception.Message} Choose another state file, or make this folder readable.",
                exception)
            {
                Target = folder,
            };
        }
        catch (Exception exception) when (exception is FormatException or JsonSyntaxException or ArgumentException or OverflowException)
        {
            throw new TuningException(
                "EmulatorStateInvalid",
                TuningErrorKind.InvalidData,
                $"'{folder}' does not hold the objects of this emulator, or is damaged: {exception.Message} It was left as it is. Move it away or delete it to start without objects, or choose another state file.",
                exception)
            {
                Target = folder,
            };
        }
    }

    private (IReadOnlyList<BucketRecord> Buckets, IReadOnlyList<ObjectRecord> Objects) LoadAll()
    {
        var bucketsFile = Path.Combine(folder, BucketsFile);
        if (!File.Exists(bucketsFile))
        {
            return ([], []);
        }

        var buckets = (Read(bucketsFile).Member("buckets")?.Items ?? []).Select(StoreRecords.ToBucket).ToDictionary(bucket => bucket.Name, StringComparer.Ordinal);
        var all = Directory.EnumerateFiles(folder, "*" + Extension)
            .Where(IsDescription)
            .Select(file => StoreRecords.ToObject(Read(file), Path.Combine(folder, Path.GetFileNameWithoutExtension(file))))
            .ToList();

        // After a crash there may be two generations of one name, or objects of a bucket that was just deleted.
        var current = all
            .Where(item => buckets.ContainsKey(item.Bucket))
            .GroupBy(item => (item.Bucket, item.Name))
            .Select(group => group.OrderByDescending(item => item.Generation).First())
            .ToList();
        foreach (var item in all.Except(current))
        {
            Forget(item);
        }

        DeleteLeftovers(current);
        return ([.. buckets.Values], current);
    }

    private void DeleteLeftovers(List<ObjectRecord> current)
    {
        var kept = new HashSet<string>(current.Select(item => Path.GetFileName(item.Content.File!)), StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => IsContentName(Path.GetFileName(file)) && !kept.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }

    private static bool IsDescription(string file) => IsContentName(Path.GetFileNameWithoutExtension(file));

    private static bool IsContentName(string name) => Guid.TryParseExact(name, "N", out _);

    private static string DescriptionOf(ObjectRecord item) => item.Content.File + Extension;

    private static JsonValue Read(string file) => JsonParser.Parse(File.ReadAllText(file));

    private static void Write(string file, JsonValue value)
    {
        var temporary = file + NewExtension;
        File.WriteAllText(temporary, JsonOutput.Write(value, pretty: true), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (File.Exists(file))
        {
            File.Replace(temporary, file, destinationBackupFileName: null);
        }
        else
        {
            File.Move(temporary, file);
        }
    }
}
