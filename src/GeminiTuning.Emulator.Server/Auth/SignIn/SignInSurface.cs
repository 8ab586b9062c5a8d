using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Auth.OAuth;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>The sign-in services that do not answer as the others do: OAuth's, and the metadata server.</summary>
internal sealed class SignInSurface(IReadOnlyList<ISignInEndpoint> endpoints) : IHttpSurface
{
    public bool Serves(HttpListenerRequest request) => Find(request) is not null;

    public async Task ServeAsync(HttpListenerContext context, Uri endpoint)
    {
        var source = context.Request;
        SignInReply reply;
        try
        {
            reply = Find(source)!.Answer(await ReadAsync(source, endpoint).ConfigureAwait(false));
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

        await SendAsync(context, reply).ConfigureAwait(false);
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

    private static async Task SendAsync(HttpListenerContext context, SignInReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.Headers["Cache-Control"] = "no-cache, no-store, max-age=0, must-revalidate";
        response.Headers["Pragma"] = "no-cache";
        foreach (var header in reply.Headers)
        {
            response.Headers[header.Key] = header.Value;
        }

        var bytes = Encoding.UTF8.GetBytes(reply.Text);
        response.ContentLength64 = bytes.Length;
        if (context.Request.HttpMethod is not "HEAD")
        {
            await response.OutputStream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
        }

        response.Close();
    }
}
