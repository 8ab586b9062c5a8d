using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Sends answers of the storage service.</summary>
internal static class ReplySender
{
    // What is refused is read to its end, or the client would see a broken connection instead of the answer.
    private const long DrainLimit = 256 * 1024 * 1024;

    public static async Task SendAsync(Exchange exchange, StorageReply reply, StorageQuery query, CheckedBody body)
    {
        reply = Select(reply, query);
        using var content = reply.Content ?? new MemoryStream(Encoding.UTF8.GetBytes(TextOf(reply, query)), writable: false);
        var length = reply.Content is null ? content.Length : reply.ContentLength;
        await DrainAsync(body).ConfigureAwait(false);
        var response = exchange.Context.Response;
        response.StatusCode = reply.Status;
        response.StatusDescription = Describe(reply.Status) ?? response.StatusDescription;
        if (reply.Content is null && length > 0)
        {
            response.ContentType = reply.Json is null ? "text/plain; charset=utf-8" : ApiReply.Json;
        }

        response.Headers["Cache-Control"] = reply.Content is null ? "no-cache, no-store, max-age=0, must-revalidate" : "private, max-age=0";
        foreach (var header in reply.Headers)
        {
            SetHeader(response, header.Key, header.Value);
        }

        if (reply.Status is 204 or 304)
        {
            exchange.BeginEmpty();
        }
        else if (exchange.Context.Request.HttpMethod is "HEAD")
        {
            response.ContentLength64 = length;
            exchange.BeginEmpty();
        }
        else
        {
            await CopyAsync(content, exchange.BeginBody(length), length).ConfigureAwait(false);
        }

        response.Close();
    }

    /// <summary>Leaves of an answer what its request asks for.</summary>
    private static StorageReply Select(StorageReply reply, StorageQuery query)
    {
        if (reply.Json is null || reply.Status != 200 || query.Text("fields") is not { } fields)
        {
            return reply;
        }

        try
        {
            var selected = StorageReply.Ok(FieldSelector.Parse(fields, descriptor: null).Apply(reply.Json));
            selected.Headers.AddRange(reply.Headers);
            return selected;
        }
        catch (ApiException)
        {
            return ErrorReply.Create(StorageErrors.InvalidParameter("fields", $"Invalid field selection {fields}"));
        }
    }

    private static string TextOf(StorageReply reply, StorageQuery query) =>
        reply.Json is null ? reply.Text ?? "" : JsonOutput.Write(reply.Json, query.PrettyPrint) + "\n";

    private static string? Describe(int status) => status switch
    {
        308 => "Resume Incomplete",
        499 => "Client Closed Request",
        _ => null,
    };

    private static void SetHeader(HttpListenerResponse response, string name, string value)
    {
        if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            response.ContentType = value;
        }
        else
        {
            response.Headers[name] = value;
        }
    }

    private static async Task DrainAsync(CheckedBody body)
    {
        var buffer = new byte[ContentFolder.BufferSize];
        while (body.Position < DrainLimit && await body.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false) > 0)
        {
            // Nobody wants it.
        }
    }

    private static async Task CopyAsync(Stream source, Stream target, long count)
    {
        var buffer = new byte[ContentFolder.BufferSize];
        while (count > 0)
        {
            var read = await source.ReadAsync(buffer, 0, (int)Math.Min(count, buffer.Length)).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The content is shorter than it was.");
            }

            await target.WriteAsync(buffer, 0, read).ConfigureAwait(false);
            count -= read;
        }
    }
}
