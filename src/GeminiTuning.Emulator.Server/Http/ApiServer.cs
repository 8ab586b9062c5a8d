using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Faults;

namespace GeminiTuning.Emulator.Http;

/// <summary>Serves surfaces over HTTP until it is disposed of: those that speak it themselves, and the dispatcher's.</summary>
internal sealed class ApiServer : IDisposable
{
    private readonly Traffic _traffic;
    private readonly ApiDispatcher _dispatcher;
    private readonly IReadOnlyList<IHttpSurface> _surfaces;

    public ApiServer(Traffic traffic, ApiDispatcher dispatcher, IReadOnlyList<IHttpSurface> surfaces)
    {
        _traffic = traffic;
        _dispatcher = dispatcher;
        _surfaces = surfaces;
        _ = Task.Run(AcceptAsync);
    }

    public void Dispose() => _traffic.Dispose();

    private async Task AcceptAsync()
    {
        var listener = _traffic.Entrance.Listener;
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync().ConfigureAwait(false);
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
        var exchange = _traffic.Begin(context);
        try
        {
            await exchange.ArriveAsync().ConfigureAwait(false);
            await AnswerAsync(exchange).ConfigureAwait(false);
        }
        catch (ConnectionCutException exception)
        {
            exchange.Cut(exception);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The client is gone, or the emulator stops, so there is nobody to tell.
            context.Response.Abort();
        }
        finally
        {
            exchange.End();
        }
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        var endpoint = _traffic.Entrance.Endpoint;
        if (exchange.IsForFrontEnd && exchange.TakeRefusal() is { } refusal)
        {
            await exchange.Context.Request.InputStream.CopyToAsync(Stream.Null).ConfigureAwait(false);
            await SendAsync(exchange, ServiceRefusals.OfFrontEnd(refusal.Status)).ConfigureAwait(false);
        }
        else if (_surfaces.FirstOrDefault(candidate => candidate.Serves(exchange.Context.Request)) is { } surface)
        {
            await surface.ServeAsync(exchange, endpoint).ConfigureAwait(false);
        }
        else
        {
            await SendAsync(exchange, await DispatchAsync(exchange, endpoint).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<ApiReply> DispatchAsync(Exchange exchange, Uri endpoint)
    {
        var source = exchange.Context.Request;
        var (verb, query) = (exchange.Target.Verb, exchange.Target.Query);
        ApiRequest Request(byte[] body, string parameters) => new()
        {
            Verb = verb,
            Path = exchange.Target.Path,
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

        return await _dispatcher.DispatchAsync(Request(body, query), endpoint, exchange).ConfigureAwait(false);
    }

    private static async Task SendAsync(Exchange exchange, ApiReply reply)
    {
        var response = exchange.Context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.Headers["Cache-Control"] = "private";
        if (reply.Allow is not null)
        {
            response.Headers["Allow"] = reply.Allow;
        }

        if (exchange.Context.Request.HttpMethod is "HEAD")
        {
            exchange.BeginEmpty();
            response.Close();
            return;
        }

        var output = exchange.BeginBody(reply.Pieces.Sum(Encoding.UTF8.GetByteCount), reply.IsStreamed);
        foreach (var piece in reply.Pieces)
        {
            var bytes = Encoding.UTF8.GetBytes(piece);
            await output.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }

        response.Close();
    }
}
