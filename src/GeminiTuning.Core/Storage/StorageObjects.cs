using System;
using System.Globalization;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Storage;

/// <summary>The calls on single objects that carry no data.</summary>
internal sealed class StorageObjects
{
    private readonly ServiceTransport _transport;

    public StorageObjects(ServiceTransport transport)
    {
        _transport = transport;
    }

    /// <summary>
    /// What is stored at an address; <see langword="null"/> where there is nothing, or nothing that this credential may
    /// see. A credential may be allowed to write without being allowed to look.
    /// </summary>
    public async Task<StoredObject?> FindAsync(StorageUri target, CallOptions options)
    {
        var call = new ServiceCall
        {
            Method = HttpMethod.Get,
            Path = PathOf(target) + "?fields=size,crc32c,generation",
            Explain = fault => fault.HttpStatus switch
            {
                404 => StorageErrors.ObjectNotFound(fault, target),
                403 when StorageErrors.Explain(fault, target) != null => StorageErrors.ObjectForbidden(fault, target),
                _ => null,
            },
        };
        try
        {
            return await _transport.SendAsync(call, StorageJson.Default.StoredObject, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (e.ErrorId is nameof(StorageErrors.ObjectNotFound))
        {
            return null;
        }
        catch (TuningException e) when (e.ErrorId is nameof(StorageErrors.ObjectForbidden))
        {
            options.Trace.Verbose(e.Message + " It is uploaded in case it is not there.");
            return null;
        }
    }

    /// <summary>Removes an object; one that is gone already is no error.</summary>
    public async Task DeleteAsync(StorageUri target, long? generation, CallOptions options)
    {
        var call = new ServiceCall
        {
            Method = HttpMethod.Delete,
            Path = PathOf(target) + (generation == null ? string.Empty : string.Format(CultureInfo.InvariantCulture, "?ifGenerationMatch={0}", generation)),
            Explain = fault => fault.HttpStatus == 404 ? StorageErrors.ObjectNotFound(fault, target) : StorageErrors.Explain(fault, target),
        };
        try
        {
            await _transport.SendAsync(call, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (e.ErrorId is nameof(StorageErrors.ObjectNotFound))
        {
            options.Trace.Verbose(target + " is gone already.");
        }
    }

    private static string PathOf(StorageUri target) =>
        "storage/v1/b/" + Uri.EscapeDataString(target.Bucket) + "/o/" + Uri.EscapeDataString(target.Name);
}
