using System;
using System.IO;
using System.Text.Json;
using System.Threading;

namespace GeminiTuning.Core.Http;

/// <summary>An answer that is handed over while it arrives.</summary>
internal sealed class StreamedAnswer
{
    private readonly Exchange _exchange;
    private readonly TimeLimit _limit;
    private readonly Func<JsonElement, TuningException?> _explain;

    public StreamedAnswer(Stream body, Exchange exchange, TimeLimit limit, Func<JsonElement, TuningException?> explain)
    {
        Body = body;
        _exchange = exchange;
        _limit = limit;
        _explain = explain;
    }

    public Stream Body { get; }

    public CancellationToken Token => _limit.Token;

    /// <summary>Tells that the next piece goes to the caller: from now on the request is not sent again.</summary>
    public void HandOver()
    {
        _exchange.IsHandedOver = true;
        _limit.Restart(_exchange.Within(_exchange.Call.Timeout));
    }

    /// <summary>Makes the exception for an error that the stream carries after its status had said success.</summary>
    public TuningException? Refusal(JsonElement root) => _explain(root);
}
