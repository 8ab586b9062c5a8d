using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Auth.OAuth;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>The sign-in services that do not answer as the others do: OAuth's, and the metadata server.</summary>
internal sealed class SignInSurface(IReadOnlyList<ISignInEndpoint> endpoints) : IHttpSurface
{
    public bool Serves(HttpListenerRequest request) => Find(request) is not null;

    public async Task ServeAsync(Exchange exchange, Uri endpoint)
    {
        var source = exchange.Context.Request;
        exchange.Route = PathOf(source);
        SignInReply reply;
        try
        {
            var request = await ReadAsync(source, endpoint).ConfigureAwait(false);
            reply = exchange.TakeRefusal() is { } refusal ? ServiceRefusals.OfSignIn(refusal).ToReply() : Find(source)!.Answer(request);
        }
        catch (OAuthException exception)
        {
            reply = exception.ToReply();
        }
        catch (ApiException exception)
        {
            reply = OAuthException.InvalidRequest(exception.Message).ToReply();
        }
        catch (Exception exception) when (exception is not (IOException or HttpListenerException or ObjectDisposedException))
        {
            // The server outlives a fault of its own; the caller gets to see it.
            reply = new OAuthException(500, "internal_failure", "Internal error of the emulator: " + exception).ToReply();
        }

        await SendAsync(exchange, reply).ConfigureAwait(false);
    }

    private ISignInEndpoint? Find(HttpListenerRequest request)
    {
        var path = PathOf(request);
        return endpoints.FirstOrDefault(endpoint => endpoint.Serves(path, name => request.Headers[name]));
    }

    private static string PathOf(HttpListenerRequest request) => Uri.UnescapeDataString(request.Url?.AbsolutePath ?? "/");

    private static async Task<SignInRequest> ReadAsync(HttpListenerRequest source, Uri endpoint) => new()
    {
        Verb = source.HttpMethod,
        Path = PathOf(source),
        Query = QueryString.Parse(source.Url?.Query.TrimStart('?') ?? ""),
        Header = name => source.Headers[name],
        Body = source.HasEntityBody
            ? Encoding.UTF8.GetString(await BodyReader.ReadAsync(source.InputStream, source.Headers["Content-Encoding"]).ConfigureAwait(false))
            : "",
        BaseUrl = source.UserHostName is { Length: > 0 } host ? "http://" + host : endpoint.AbsoluteUri.TrimEnd('/'),
    };

    private static async Task SendAsync(Exchange exchange, SignInReply reply)
    {
        var response = exchange.Context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.Headers["Cache-Control"] = "no-cache, no-store, max-age=0, must-revalidate";
        response.Headers["Pragma"] = "no-cache";
        foreach (var header in reply.Headers)
        {
            response.Headers[header.Key] = header.Value;
        }

        var bytes = Encoding.UTF8.GetBytes(reply.Text);
        if (exchange.Context.Request.HttpMethod is "HEAD")
        {
            response.ContentLength64 = bytes.Length;
            exchange.BeginEmpty();
        }
        else
        {
            await exchange.BeginBody(bytes.Length).WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
        }

        response.Close();
    }
}
