using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The methods that make objects of other objects.</summary>
internal sealed class CopyMethods(ObjectStore store)
{
    private const int MostComponents = 32;

    private static readonly IReadOnlyList<string> Parameters =
    [
        .. Preconditions.Parameters, .. Preconditions.SourceParameters, "destinationKmsKeyName", "destinationPredefinedAcl", "dropContextGroups",
    ];

    public IEnumerable<StorageMethod> Methods =>
    [
        new("POST", "b/{bucket}/o/{object}/copyTo/b/{destinationBucket}/o/{destinationObject}", Parameters, CopyAsync),
        new(
            "POST",
            "b/{bucket}/o/{object}/rewriteTo/b/{destinationBucket}/o/{destinationObject}",
            [.. Parameters, "maxBytesRewrittenPerCall", "rewriteToken"],
            RewriteAsync),
        new("POST", "b/{bucket}/o/{object}/compose", [.. Preconditions.Parameters, "destinationPredefinedAcl", "kmsKeyName", "dropContextGroups"], ComposeAsync),
    ];

    private async Task<StorageReply> CopyAsync(StorageRequest request) =>
        UploadMethods.Reply(await MakeCopyAsync(request).ConfigureAwait(false), request);

    private async Task<StorageReply> RewriteAsync(StorageRequest request)
    {
        var made = await MakeCopyAsync(request).ConfigureAwait(false);
        var size = JsonValue.String(WireFormat.Int64(made.Content.Length));
        return StorageReply.Ok(JsonValue.Object(
            ("kind", JsonValue.String("storage#rewriteResponse")),
            ("totalBytesRewritten", size),
            ("objectSize", size),
            ("done", JsonValue.True),
            ("resource", ResourceWriter.Object(made, request.BaseUrl))));
    }

    private async Task<ObjectRecord> MakeCopyAsync(StorageRequest request)
    {
        var bucket = request.Variables["destinationBucket"];
        var name = request.Variables["destinationObject"];
        StorageAccess.Require(request, request.Bucket, "storage.objects.get");
        StorageAccess.Require(request, bucket, "storage.objects.create");
        ObjectNames.Require(name);
        var metadata = await request.ReadJsonAsync().ConfigureAwait(false);
        var conditions = new Preconditions(request.Query);
        conditions.CheckWrite(store.TryFind(bucket, name));
        var (source, content) = store.Open(
            request.Bucket, request.Object, request.Query.Int64("sourceGeneration"), new Preconditions(request.Query, "ifSource").CheckWrite);
        using (content)
        {
            // Metadata that comes with the request replaces that of the source as a whole.
            var given = WritableFields.OfObject.Pick(metadata);
            var settings = given.Members.Count == 0 ? source.Settings : given;
            using var writer = store.Contents.CreateWriter();
            await writer.WriteAsync(content).ConfigureAwait(false);
            var copy = writer.Complete() with { Md5 = source.Content.Md5, ComponentCount = source.Content.ComponentCount };
            return store.Put(bucket, name, conditions.CheckWrite, settings, copy);
        }
    }

    private async Task<StorageReply> ComposeAsync(StorageRequest request)
    {
        StorageAccess.Require(request, request.Bucket, "storage.objects.create");
        ObjectNames.Require(request.Object);
        var body = await request.ReadJsonAsync().ConfigureAwait(false);
        var sources = body.Member("sourceObjects")?.Items ?? [];
        if (sources.Count is 0 or > MostComponents)
        {
            throw StorageErrors.Invalid(FormattableString.Invariant($"The number of source components provided ({sources.Count}) is not from 1 to {MostComponents}."));
        }

        var conditions = new Preconditions(request.Query);
        conditions.CheckWrite(store.TryFind(request.Bucket, request.Object));
        using var writer = store.Contents.CreateWriter();
        var components = 0;
        foreach (var source in sources)
        {
            components += await AppendAsync(request.Bucket, source, writer).ConfigureAwait(false);
        }

        var settings = WritableFields.OfObject.Pick(body.Member("destination") ?? JsonValue.Object());
        var content = writer.Complete() with { Md5 = null, ComponentCount = components };
        return UploadMethods.Reply(store.Put(request.Bucket, request.Object, conditions.CheckWrite, settings, content), request);
    }

    /// <summary>Appends a source.</summary>
    /// <returns>How many components it has itself.</returns>
    private async Task<int> AppendAsync(string bucket, JsonValue source, ContentWriter writer)
    {
        var name = source.Member("name") is { Kind: JsonKind.String } text ? text.Text : throw StorageErrors.Required("sourceObjects.name");
        var wanted = new Preconditions(Int64(source.Member("objectPreconditions")?.Member("ifGenerationMatch")));
        var (item, content) = store.Open(bucket, name, Int64(source.Member("generation")), wanted.CheckWrite);
        using (content)
        {
            await writer.WriteAsync(content).ConfigureAwait(false);
            return item.Content.ComponentCount ?? 1;
        }
    }

    private static long? Int64(JsonValue? value) => value switch
    {
        null or { Kind: JsonKind.Null } => null,
        _ => long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StorageErrors.Invalid($"Invalid long value: '{value.Text}'."),
    };
}
