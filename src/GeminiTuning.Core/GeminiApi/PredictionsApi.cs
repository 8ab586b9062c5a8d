using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>
/// The methods <c>generateContent</c> and <c>streamGenerateContent</c> of tuned and base models. Both services have them
/// with the same messages, at addresses of their own.
/// </summary>
internal sealed class PredictionsApi
{
    // A long answer takes a model minutes, all of which may pass before its first byte.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(5);

    private readonly ServiceTransport _transport;
    private readonly Func<string, string, ServiceCall> _address;

    /// <param name="transport">The way to the service.</param>
    /// <param name="address">Makes the call of a method (with its query) of a model.</param>
    public PredictionsApi(ServiceTransport transport, Func<string, string, ServiceCall> address)
    {
        _transport = transport;
        _address = address;
    }

    public async Task<Prediction> PredictAsync(string model, PredictionRequest request, CallOptions options)
    {
        var call = Call(model, ":generateContent", request);
        var answer = await _transport.SendAsync(call, WireJson.Default.WireGenerateAnswer, options).ConfigureAwait(false);
        return PredictionMapper.Map(answer, request.Prompt, model);
    }

    public Task StreamAsync(string model, PredictionRequest request, Action<Prediction> onPiece, CallOptions options)
    {
        var call = Call(model, ":streamGenerateContent?alt=sse", request);
        return _transport.StreamAsync(
            call,
            answer => ReadPiecesAsync(answer, piece => onPiece(PredictionMapper.Map(piece, request.Prompt, model))),
            options);
    }

    private ServiceCall Call(string model, string method, PredictionRequest request) => _address(model, method) with
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(PredictionMapper.Map(request), WireJson.Requests.WireGenerateRequest),
        Timeout = LongestAnswer,
    };

    private static async Task ReadPiecesAsync(StreamedAnswer answer, Action<WireGenerateAnswer> onPiece)
    {
        using var events = new ServerSentEvents(answer.Body);
        var any = false;
        while (await events.NextAsync(answer.Token).ConfigureAwait(false) is { } data)
        {
            any = true;
            var piece = Piece(data, events);
            if (piece.Error != null)
            {
                using var document = JsonDocument.Parse(data);
                throw answer.Refusal(document.RootElement) ?? (Exception)new JsonException("An error has no content.");
            }

            answer.HandOver();
            onPiece(piece);
        }

        if (!any)
        {
            throw events.EndsEarly ? EndedEarly() : new JsonException("The stream has no event.");
        }
    }

    private static WireGenerateAnswer Piece(string data, ServerSentEvents events)
    {
        try
        {
            return JsonSerializer.Deserialize(data, WireJson.Default.WireGenerateAnswer) ?? throw new JsonException("A piece is null.");
        }
        catch (JsonException) when (events.EndsEarly)
        {
            // Half of a piece: not the service's fault but the network's.
        }

        throw EndedEarly();
    }

    private static EndOfStreamException EndedEarly() => new("The answer ends early");
}
