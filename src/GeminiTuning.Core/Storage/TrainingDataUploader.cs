using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI;
using Google.Apis.Upload;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// Puts training data into Cloud Storage under a name that follows from its content, so that the same data is there once
/// however often it is used.
/// </summary>
internal sealed class TrainingDataUploader : ITrainingDataUploader, IDisposable
{
    private const int LeastPatience = 3;

    private static readonly Regex OwnName = new(@"\Ags://[^/]+/(.*/)?geminituning-[0-9a-f]{32}\.jsonl\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly TransportSettings _settings;
    private readonly ServiceTransport _transport;
    private readonly StorageObjects _objects;

    /// <summary>Makes an uploader.</summary>
    /// <param name="connection">The connection that the data is sent with.</param>
    /// <param name="storageBase">Cloud Storage's address, or the connection's own endpoint.</param>
    public TrainingDataUploader(TransportSettings connection, Uri storageBase)
    {
        _settings = connection with { Endpoint = EndpointRule.Check(storageBase), Service = StorageService.Description };
        _transport = new ServiceTransport(_settings);
        _objects = new StorageObjects(_transport);
    }

    public async Task<string> UploadAsync(IEnumerable<TuningExample> examples, TuningMethod method, string stagingUri, CallOptions options)
    {
        var folder = StorageUri.Parse(stagingUri);
        using var progress = new UploadProgress(options.Trace);
        using var lines = new JsonLinesStream(examples, method);
        using var ahead = new ReadAheadStream(lines);
        if (examples is TrainingFiles)
        {
            // Files can be read twice at the same time.
            ahead.Start();
        }

        var identity = await TrainingDataIdentity.FindAsync(examples, method, progress, options.CancellationToken).ConfigureAwait(false);
        var target = folder.Below("geminituning-" + identity.Id + ".jsonl");
        if (await IsThereAsync(target, lines, ahead, options).ConfigureAwait(false))
        {
            options.Trace.Verbose("The training data is at " + target + " already; nothing was uploaded.");
        }
        else if (await SendAsync(ahead, identity, target, progress, options).ConfigureAwait(false) is { } stored)
        {
            await CheckAsync(stored, target, lines, string.Equals(TrainingDataIdentity.StampOf(examples), identity.Stamp, StringComparison.Ordinal), options).ConfigureAwait(false);
            options.Trace.Verbose(string.Format(CultureInfo.InvariantCulture, "Uploaded {0:N0} examples ({1:N0} bytes) to {2}.", lines.Count, lines.BytesRead, target));
        }
        else
        {
            await IsThereAsync(target, lines, ahead, options).ConfigureAwait(false);
            options.Trace.Verbose("Somebody else uploaded the same training data to " + target + " meanwhile.");
        }

        return target.ToString();
    }

    public Task DeleteAsync(string uri, CallOptions options) => _objects.DeleteAsync(StorageUri.Parse(uri), null, options);

    public bool IsOwn(string uri) => OwnName.IsMatch(uri);

    public void Dispose() => _transport.Dispose();

    private static string? Difference(StoredObject stored, JsonLinesStream lines)
    {
        if (stored.Size is { } size && size != lines.BytesRead)
        {
            return string.Format(CultureInfo.InvariantCulture, "it has {0:N0} bytes instead of {1:N0}", size, lines.BytesRead);
        }

        return stored.Crc32c is { } crc32C && !string.Equals(crc32C, lines.Crc32C, StringComparison.Ordinal)
            ? "its CRC32C checksum is " + crc32C + " instead of " + lines.Crc32C
            : null;
    }

    private async Task<bool> IsThereAsync(StorageUri target, JsonLinesStream lines, ReadAheadStream ahead, CallOptions options)
    {
        if (await _objects.FindAsync(target, options).ConfigureAwait(false) is not { } stored)
        {
            return false;
        }

        await Task.Run(() => ahead.ReadToEnd(static _ => { }, options.CancellationToken), options.CancellationToken).ConfigureAwait(false);
        return Difference(stored, lines) is { } problem ? throw StorageErrors.UploadCorrupted(target, problem, null) : true;
    }

    // Data that is not what it should be must not wait under its name for the next one who needs it.
    private async Task CheckAsync(StoredObject stored, StorageUri target, JsonLinesStream lines, bool isUnchanged, CallOptions options)
    {
        if (!isUnchanged)
        {
            await _objects.DeleteAsync(target, stored.Generation, options).ConfigureAwait(false);
            throw StorageErrors.TrainingDataChanged();
        }

        if (Difference(stored, lines) is { } problem)
        {
            await _objects.DeleteAsync(target, stored.Generation, options).ConfigureAwait(false);
            throw StorageErrors.UploadCorrupted(target, problem, null);
        }
    }

    /// <summary>Sends the data; <see langword="null"/> where something is stored under its name.</summary>
    private async Task<StoredObject?> SendAsync(ReadAheadStream ahead, UploadIdentity identity, StorageUri target, UploadProgress progress, CallOptions options)
    {
        using var channel = new UploadChannel(_settings, _transport.Redactor, new SessionTrace(options.Trace));
        var upload = new JsonLinesUpload(ahead, identity, channel.Client, _settings.Endpoint, target);
        var guard = new StallGuard(target, Math.Max(LeastPatience, _settings.MaximumRetryCount));
        upload.ProgressChanged += state =>
        {
            if (state.Status is UploadStatus.Uploading)
            {
                progress.Sending(state.BytesSent, identity.EstimatedLength);
                guard.Watch(state);
            }
        };

        var end = await upload.UploadAsync(options.CancellationToken).ConfigureAwait(false);
        options.CancellationToken.ThrowIfCancellationRequested();
        if (end.Status == UploadStatus.Completed)
        {
            return await ReadAsync(upload.Answer!, target, options).ConfigureAwait(false);
        }

        if (channel.Fault is not { } fault)
        {
            throw Lost(end, target);
        }

        // An upload that is over may have ended with a 412 that got lost.
        var isThere = fault.HttpStatus == 412
            || (upload.HasStarted && fault.HttpStatus is 404 or 410 or 499 && await _objects.FindAsync(target, options).ConfigureAwait(false) != null);
        return isThere ? null : throw Explain(fault, upload, target);
    }

    // Where the answer to the last part says nothing of what was stored, it is looked up.
    private async Task<StoredObject> ReadAsync(HttpResponseMessage answer, StorageUri target, CallOptions options)
    {
        using (answer)
        {
            try
            {
                var body = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                if (JsonSerializer.Deserialize(body, StorageJson.Default.StoredObject) is { } stored)
                {
                    return stored;
                }
            }
            catch (JsonException)
            {
                options.Trace.Verbose("The answer to the upload cannot be read; looking at what is stored.");
            }
        }

        return await _objects.FindAsync(target, options).ConfigureAwait(false)
            ?? throw StorageErrors.UploadFailed(target, "the answer to the last part cannot be read, and nothing is there", null, null);
    }

    private TuningException Explain(ServiceFault fault, JsonLinesUpload upload, StorageUri target)
    {
        if (upload.HasStarted && fault.HttpStatus == 400)
        {
            return StorageErrors.UploadCorrupted(target, "Cloud Storage did not accept it", fault);
        }

        if (upload.HasStarted && fault.HttpStatus is 404 or 408 or 410 or 429 or >= 500)
        {
            return StorageErrors.UploadFailed(target, string.Format(CultureInfo.InvariantCulture, "the last answer was {0}", fault.HttpStatus), null, fault);
        }

        return ServiceErrors.FromReason(fault, _settings.Service, _settings.Credential.Kind)
            ?? StorageErrors.Explain(fault, target)
            ?? ServiceErrors.FromStatus(fault, _settings.Service);
    }

    // Without a refusal it ended by an exception: one that says it all already, or of the connection.
    private static TuningException Lost(IUploadProgress end, StorageUri target)
    {
        if (end.Exception is TuningException)
        {
            end.ThrowOnFailure();
        }

        return StorageErrors.UploadFailed(target, "the connection was lost and did not come back (" + end.Exception?.GetType().Name + ")", end.Exception, null);
    }
}
