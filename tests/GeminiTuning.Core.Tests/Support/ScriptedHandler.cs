using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>Stands where the network would be: answers by a script, or by a rule, and remembers what was sent.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Queue<Func<SentRequest, HttpResponseMessage>> _script = new();
    private readonly List<SentRequest> _sent = [];

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent];
            }
        }
    }

    public IReadOnlyList<string> Lines => [.. Sent.Select(request => request.Line)];

    /// <summary>Answers where the script has ended.</summary>
    public Func<SentRequest, HttpResponseMessage>? Rule { get; set; }

    /// <summary>Runs before each answer.</summary>
    public Func<CancellationToken, Task>? Before { get; set; }

    public static HttpResponseMessage Json(string body, int status = 200) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    public static HttpResponseMessage Refusal(int status, string code, string message, string details = "") =>
        Json(
            "{\"error\":{\"code\":" + status + ",\"message\":" + JsonSerializer.Serialize(message) + ",\"status\":\"" + code + "\""
                + (details.Length == 0 ? string.Empty : ",\"details\":[" + details + "]") + "}}",
            status);

    public ScriptedHandler Answer(string json, int status = 200)
    {
        _script.Enqueue(_ => Json(json, status));
        return this;
    }

    public ScriptedHandler Answer(HttpResponseMessage response)
    {
        _script.Enqueue(_ => response);
        return this;
    }

    public ScriptedHandler Refuse(int status, string code, string message, string details = "") => Answer(Refusal(status, code, message, details));

    public ScriptedHandler Lose()
    {
        _script.Enqueue(_ => throw new HttpRequestException("Connection reset by peer"));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var headers = request.Headers
            .Concat(request.Content == null ? [] : (IEnumerable<KeyValuePair<string, IEnumerable<string>>>)request.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content == null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, headers, body);
        Func<SentRequest, HttpResponseMessage> next;
        lock (_sent)
        {
            _sent.Add(sent);
            next = _script.Count > 0 ? _script.Dequeue() : Rule ?? throw new InvalidOperationException("Nothing is scripted for " + sent.Line);
        }

        if (Before != null)
        {
            await Before(cancellationToken);
        }

        return next(sent);
    }
}
