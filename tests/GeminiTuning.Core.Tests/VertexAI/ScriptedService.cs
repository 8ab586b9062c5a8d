using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Tests.VertexAI;

/// <summary>Answers requests from a script: the answers of one request are given in turn, the last one for ever.</summary>
internal sealed class ScriptedService : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Queue<(int Status, string Body)>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();

    public IReadOnlyList<ScriptedRequest> Requests => _requests.ToArray();

    /// <summary>The requests without their hosts.</summary>
    public IReadOnlyList<string> Lines => _requests.Select(static request => request.Line).ToArray();

    /// <summary>Adds an answer.</summary>
    /// <param name="line">The method and the path with its query as it is after unescaping, such as <c>GET v1/projects/p</c>.</param>
    /// <param name="body">The answer's body.</param>
    /// <param name="status">The answer's status.</param>
    public ScriptedService On(string line, string body, int status = 200)
    {
        var answers = _answers.GetOrAdd(line, static _ => new Queue<(int, string)>());
        lock (answers)
        {
            answers.Enqueue((status, body));
        }

        return this;
    }

    public ScriptedService OnRefusal(string line, int status, string grpc, string message) => On(
        line,
        $$$"""{"error":{"code":{{{status}}},"message":"{{{message}}}","status":"{{{grpc}}}"}}""",
        status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content == null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var line = request.Method + " " + Uri.UnescapeDataString(request.RequestUri!.PathAndQuery.TrimStart('/'));
        _requests.Enqueue(new ScriptedRequest(line, request.RequestUri.Host, body, request.Headers.ToDictionary(static h => h.Key, static h => string.Join(",", h.Value))));
        var (status, text) = Next(line);
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(text, Encoding.UTF8, line.Contains("alt=sse", StringComparison.Ordinal) ? "text/event-stream" : "application/json"),
        };
    }

    private (int Status, string Body) Next(string line)
    {
        if (!_answers.TryGetValue(line, out var answers))
        {
            return (404, """{"error":{"code":404,"message":"Not in the script.","status":"NOT_FOUND"}}""");
        }

        lock (answers)
        {
            return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }
    }
}
