using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A request of the storage service.</summary>
internal sealed class StorageRequest
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public required StoragePathKind Kind { get; init; }

    /// <summary>What the path held.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required StorageQuery Query { get; init; }

    /// <summary>The value of a header, or <see langword="null"/>.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The body, decompressed where it was compressed for the transport.</summary>
    public required Stream Body { get; init; }

    /// <summary>The length of the body, where it is known beforehand.</summary>
    public required long? BodyLength { get; init; }

    /// <summary>The address that the client used, without a slash at its end.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Who calls, as errors name it.</summary>
    public required string Caller { get; init; }

    public string Bucket => Variables["bucket"];

    public string Object => Variables["object"];

    /// <summary>Reads a body that is JSON; nothing counts as an empty object.</summary>
    public async Task<JsonValue> ReadJsonAsync() => ParseJson(await BodyReader.ReadAsync(Body, contentEncoding: null).ConfigureAwait(false));

    public static JsonValue ParseJson(byte[] bytes)
    {
        try
        {
            var text = StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
            var value = string.IsNullOrWhiteSpace(text) ? JsonValue.Object() : JsonParser.Parse(text);
            return value.Kind == JsonKind.Object ? value : throw new StorageException(400, "parseError", "Parse Error: expected an object.");
        }
        catch (Exception exception) when (exception is JsonSyntaxException or DecoderFallbackException)
        {
            throw new StorageException(400, "parseError", "Parse Error: " + exception.Message);
        }
    }
}
