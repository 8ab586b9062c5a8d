using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// The whole body of an answer, in rented memory. It is complete before anybody reads it, so that a request whose answer
/// breaks off half-way can be sent again.
/// </summary>
internal sealed class AnswerBody : IDisposable
{
    /// <summary>The most that an answer may have. A page of a thousand tuned models with their curves has some tens.</summary>
    public const int MostMegabytes = 256;

    private const int FirstSize = 16 * 1024;
    private const int MostBytes = MostMegabytes * 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    private AnswerBody()
    {
    }

    /// <summary>How long the network may bring nothing, after the answer has begun, before it has lost it.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(30);

    private ReadOnlySpan<byte> Text
    {
        get
        {
            var all = new ReadOnlySpan<byte>(_bytes, 0, _length);
            return all.StartsWith("\uFEFF"u8) ? all.Slice(3) : all;
        }
    }

    /// <summary>Reads a body.</summary>
    public static async Task<AnswerBody> ReadAsync(HttpResponseMessage response, Exchange exchange, TimeLimit limit)
    {
        var body = new AnswerBody();
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            do
            {
                limit.Restart(exchange.Within(LongestPause));
            }
            while (await body.AddAsync(stream, limit).ConfigureAwait(false));

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <exception cref="EndOfStreamException">It is JSON as far as it goes but does not go to the end.</exception>
    public T Deserialize<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Text, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException) when (EndsEarly())
        {
            // Not the service's fault but the network's.
        }

        throw new EndOfStreamException("The answer ends early");
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private bool EndsEarly()
    {
        var reader = new Utf8JsonReader(Text, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.TokenType == JsonTokenType.None;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<bool> AddAsync(Stream stream, TimeLimit limit)
    {
        if (_length == MostBytes)
        {
            throw ServiceErrors.AnswerTooLong();
        }

        if (_length == _bytes.Length)
        {
            Grow();
        }

#if NETFRAMEWORK
        var read = await stream.ReadAsync(_bytes, _length, _bytes.Length - _length, limit.Token).ConfigureAwait(false);
#else
        var read = await stream.ReadAsync(_bytes.AsMemory(_length), limit.Token).ConfigureAwait(false);
#endif
        _length += read;
        return read > 0;
    }

    private void Grow()
    {
        var bigger = ArrayPool<byte>.Shared.Rent(_length * 2);
        Buffer.BlockCopy(_bytes, 0, bigger, 0, _length);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bigger;
    }
}
