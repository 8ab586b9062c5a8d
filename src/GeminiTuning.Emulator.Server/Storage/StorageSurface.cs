using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Auth;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The JSON API of Cloud Storage as far as it has to do with files that are tuned on.</summary>
internal sealed class StorageSurface(ObjectStore store, Authenticator authenticator) : IHttpSurface
{
    private readonly StorageCredentials _credentials = new(authenticator);

    private readonly List<StorageMethod> _methods =
    [
        .. new BucketMethods(store).Methods,
        .. new ObjectListing(store).Methods,
        .. new ObjectMethods(store).Methods,
        .. new UploadMethods(store).Methods,
        .. new CopyMethods(store).Methods,
    ];

    public bool Serves(HttpListenerRequest request) => StoragePath.Parse(RequestTarget.Of(request).EncodedPath) is not null;

    public async Task ServeAsync(Exchange exchange, Uri endpoint)
    {
        var source = exchange.Context.Request;
        var query = StorageQuery.Parse(exchange.Target.Query);
        using var body = new CheckedBody(source);
        StorageReply reply;
        try
        {
            reply = await AnswerAsync(exchange, query, body, endpoint).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            reply = ErrorReply.Create(exception);
        }
        catch (ApiException exception)
        {
            reply = ErrorReply.Create(new StorageException(ErrorBody.HttpStatus(exception), "badRequest", exception.Message));
        }
        catch (InvalidDataException)
        {
            reply = ErrorReply.Create(new StorageException(400, "badRequest", "The body is not valid gzip."));
        }
        catch (Exception exception) when (exception is not (IOException or HttpListenerException or ObjectDisposedException))
        {
            // The server outlives a fault of its own; the caller gets to see it.
            reply = ErrorReply.Create(new StorageException(500, "backendError", "Internal error of the emulator: " + exception));
        }

        await ReplySender.SendAsync(exchange, reply, query, body).ConfigureAwait(false);
    }

    private async Task<StorageReply> AnswerAsync(Exchange exchange, StorageQuery query, CheckedBody body, Uri endpoint)
    {
        var source = exchange.Context.Request;
        var path = StoragePath.Parse(exchange.Target.EncodedPath)!;
        var (method, variables) = Find(exchange.Target.Verb, path);
        exchange.Route = path.Prefix + method.Pattern;
        if (exchange.TakeRefusal() is { } refusal)
        {
            throw ServiceRefusals.OfStorage(refusal);
        }

        string? Header(string name) => source.Headers[name];
        var caller = _credentials.Identify(Header, query, reads: method.Verb is "GET");
        query.RefuseUnknown(method.Parameters);
        var isCompressed = source.Headers["Content-Encoding"]?.Trim().ToUpperInvariant() is "GZIP" or "X-GZIP";
        using var plain = isCompressed ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : (Stream)body;
        return await method.Answer(new StorageRequest
        {
            Kind = path.Kind,
            Variables = variables,
            Query = query,
            Header = Header,
            Body = plain,
            BodyLength = !source.HasEntityBody ? 0 : isCompressed || source.ContentLength64 < 0 ? null : source.ContentLength64,
            BaseUrl = source.UserHostName is { Length: > 0 } host ? "http://" + host : endpoint.AbsoluteUri.TrimEnd('/'),
            Caller = caller,
        }).ConfigureAwait(false);
    }

    private (StorageMethod Method, IReadOnlyDictionary<string, string> Variables) Find(string verb, StoragePath path)
    {
        var matches = _methods
            .Select(method => (Method: method, Variables: method.Match(path.Segments)))
            .Where(match => match.Variables is not null)
            .ToList();
        var found = matches.FindIndex(match => string.Equals(match.Method.Verb, verb is "HEAD" ? "GET" : verb, StringComparison.Ordinal));
        if (found >= 0)
        {
            return (matches[found].Method, matches[found].Variables!);
        }

        if (matches.Count == 0)
        {
            throw StorageErrors.NotFound();
        }

        throw new StorageException(405, "methodNotAllowed", "Method Not Allowed")
        {
            Allow = string.Join(", ", matches.Select(match => match.Method.Verb).Distinct(StringComparer.Ordinal)),
        };
    }
}
