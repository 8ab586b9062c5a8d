using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Http;

/// <summary>Serves surfaces over HTTP until it is disposed of: those that speak it themselves, and the dispatcher's.</summary>
internal sealed class ApiServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly ApiDispatcher _dispatcher;
    private readonly IReadOnlyList<IHttpSurface> _surfaces;

    public ApiServer(LoopbackListener listener, ApiDispatcher dispatcher, IReadOnlyList<IHttpSurface> surfaces)
    {
        _listener = listener;
        _dispatcher = dispatcher;
        _surfaces = surfaces;
        _ = Task.Run(AcceptAsync);
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (_listener.Listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.Listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The listener was closed, or a client left before its request was read: the loop's condition tells which.
                continue;
            }

            _ = Task.Run(() => ServeAsync(context));
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            if (_surfaces.FirstOrDefault(candidate => candidate.Serves(context.Request)) is { } surface)
            {
                await surface.ServeAsync(context, _listener.Endpoint).ConfigureAwait(false);
                return;
            }

            var reply = await AnswerAsync(context.Request).ConfigureAwait(false);
            await SendAsync(context.Response, reply, withBody: context.Request.HttpMethod is not "HEAD").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone, so there is nobody to tell.
            context.Response.Abort();
        }
    }

    private async Task<ApiReply> AnswerAsync(HttpListenerRequest source)
    {
        var (path, query) = SplitUrl(source.RawUrl ?? "/");
        var verb = source.Headers["X-HTTP-Method-Override"] is { Length: > 0 } verbOverride && source.HttpMethod is "POST"
            ? verbOverride.Trim().ToUpperInvariant()
            : source.HttpMethod;
        ApiRequest Request(byte[] body, string parameters) => new()
        {
            Verb = verb,
            Path = path,
            Parameters = SystemParameters.Parse(QueryString.Parse(parameters)),
            Header = name => source.Headers[name],
            Body = body,
        };

        byte[] body;
        try
        {
            body = source.HasEntityBody
                ? await BodyReader.ReadAsync(source.InputStream, source.Headers["Content-Encoding"]).ConfigureAwait(false)
                : [];
        }
        catch (ApiException exception)
        {
            return ApiDispatcher.Fail(exception, Request([], query));
        }

        if (verb is "GET" && source.HttpMethod is "POST" && source.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            // A GET whose query was too long for a URL comes as a POST with the query as its body.
            query = query + "&" + Encoding.UTF8.GetString(body);
            body = [];
        }

        return await _dispatcher.DispatchAsync(Request(body, query), _listener.Endpoint).ConfigureAwait(false);
    }

    private static (string Path, string Query) SplitUrl(string url)
    {
        if (url.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(url, UriKind.Absolute, out var absolute))
        {
            url = absolute.PathAndQuery;
        }

        var question = url.IndexOf('?');
        return question < 0
            ? (Uri.UnescapeDataString(url), "")
            : (Uri.UnescapeDataString(url.Substring(0, question)), url.Substring(question + 1));
    }

    private static async Task SendAsync(HttpListenerResponse response, ApiReply reply, bool withBody)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.Headers["Cache-Control"] = "private";
        if (reply.Allow is not null)
        {
            response.Headers["Allow"] = reply.Allow;
        }

        if (!withBody)
        {
            response.Close();
            return;
        }

        if (reply.IsStreamed)
        {
            response.SendChunked = true;
        }
        else
        {
            response.ContentLength64 = Encoding.UTF8.GetByteCount(reply.Pieces[0]);
        }

        foreach (var piece in reply.Pieces)
        {
            var bytes = Encoding.UTF8.GetBytes(piece);
            await response.OutputStream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
            await response.OutputStream.FlushAsync().ConfigureAwait(false);
        }

        response.Close();
    }
}
