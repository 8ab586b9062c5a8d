using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The resumable uploads: started with the metadata, then fed with pieces of the content.</summary>
internal sealed class ResumableUploads(ObjectStore store)
{
    private const int Granularity = 256 * 1024;
    private readonly ConcurrentDictionary<string, UploadSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Starts an upload; the answer says where its content goes.</summary>
    public async Task<StorageReply> StartAsync(StorageRequest request)
    {
        var metadata = await request.ReadJsonAsync().ConfigureAwait(false);
        var target = new UploadTarget(store, request, metadata, request.Header("X-Upload-Content-Type"));
        var id = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N");
        _sessions[id] = new UploadSession(id, target, ReadLength(request.Header("X-Upload-Content-Length")));
        var location = $"{request.BaseUrl}/upload/storage/v1/b/{target.Bucket}/o?uploadType=resumable&name={Uri.EscapeDataString(target.Name)}&upload_id={id}";
        return StorageReply.Empty(200).With("Location", location).With("X-GUploader-UploadID", id);
    }

    /// <summary>Takes in content, or says how far the upload is.</summary>
    public async Task<StorageReply> ContinueAsync(StorageRequest request)
    {
        var session = Find(request);
        if (session.State == UploadState.Complete)
        {
            return Done(session.Result!, request);
        }

        var range = request.Header("Content-Range") is { } header ? ContentRange.Parse(header) : new ContentRange(0, Last: null, Total: null);
        if (range.Total is { } total && session.ExpectedLength is { } expected && total != expected)
        {
            throw Mismatch(total, expected);
        }

        session.RefuseUnlessOpen();
        return range.IsQuestion
            ? await ReportAsync(session, range, request).ConfigureAwait(false)
            : await ReceiveAsync(session, range, request).ConfigureAwait(false);
    }

    public async Task<StorageReply> CancelAsync(StorageRequest request)
    {
        await Find(request).CancelAsync().ConfigureAwait(false);
        return StorageReply.Empty(499);
    }

    private static async Task<StorageReply> ReportAsync(UploadSession session, ContentRange range, StorageRequest request)
    {
        await session.SettleAsync().ConfigureAwait(false);
        if (session.State == UploadState.Complete)
        {
            return Done(session.Result!, request);
        }

        return range.Total == session.Length
            ? Done(await FinishAsync(session).ConfigureAwait(false), request)
            : Incomplete(session, request);
    }

    private static async Task<StorageReply> ReceiveAsync(UploadSession session, ContentRange range, StorageRequest request)
    {
        var first = range.First!.Value;
        var declared = range.Last - first + 1;
        if (declared is not null && request.BodyLength is { } length && length != declared)
        {
            throw Mismatch(length, declared.Value);
        }

        if (range.IsPartial && declared % Granularity != 0 && (range.Last + 1) % Granularity != 0)
        {
            throw StorageErrors.Invalid(FormattableString.Invariant(
                $"Invalid request.  The number of bytes uploaded is required to be equal or greater than 262144, except for the final request (it's recommended to be the exact multiple of 262144).  The received request contained {declared} bytes, which does not meet this requirement."));
        }

        if (!range.IsPartial)
        {
            session.Target.Hashes.AddHeaders(request.Header);
        }

        var received = await session.ReceiveAsync(request.Body, first, declared ?? long.MaxValue).ConfigureAwait(false);
        var wanted = declared ?? range.Total - first;
        if (wanted is not null && received != wanted)
        {
            throw Mismatch(received, wanted.Value);
        }

        return range.IsPartial
            ? Incomplete(session, request)
            : Done(await FinishAsync(session).ConfigureAwait(false), request);
    }

    private static Task<ObjectRecord> FinishAsync(UploadSession session) =>
        session.ExpectedLength is { } expected && expected != session.Length
            ? throw Mismatch(session.Length, expected)
            : session.CompleteAsync();

    private UploadSession Find(StorageRequest request) =>
        request.Query.Text("upload_id") is { } id && _sessions.TryGetValue(id, out var session) && string.Equals(session.Target.Bucket, request.Bucket, StringComparison.Ordinal)
            ? session
            : throw new StorageException(404, "notFound", "Upload session not found.");

    private static StorageReply Done(ObjectRecord item, StorageRequest request) => UploadMethods.Reply(item, request);

    private static StorageReply Incomplete(UploadSession session, StorageRequest request)
    {
        // Some clients cannot tell 308 from the redirect that it has become, and ask for it in another form.
        var inHeader = string.Equals(request.Header("X-GUploader-No-308"), "yes", StringComparison.OrdinalIgnoreCase);
        var reply = StorageReply.Empty(inHeader ? 200 : 308).With("X-GUploader-UploadID", session.Id);
        if (inHeader)
        {
            reply.With("X-Http-Status-Code-Override", "308");
        }

        return session.Length > 0 ? reply.With("Range", "bytes=0-" + WireFormat.Int64(session.Length - 1)) : reply;
    }

    private static long? ReadLength(string? header)
    {
        if (header is null)
        {
            return null;
        }

        return long.TryParse(header.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw StorageErrors.Invalid($"Invalid value '{header}' in the header X-Upload-Content-Length.");
    }

    private static StorageException Mismatch(long actual, long expected) => StorageErrors.Invalid(
        FormattableString.Invariant($"Invalid request.  There were {actual} byte(s) in the request body.  There should have been {expected} byte(s)."));
}
