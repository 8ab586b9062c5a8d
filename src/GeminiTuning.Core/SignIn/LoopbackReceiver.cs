using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Requests;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Core.SignIn;

/// <summary>
/// Waits for the browser on a loopback port. Google's own receiver takes whatever is asked first for the answer and
/// checks no state, so that a browser's idle connection or another program could end the sign-in; it has no time limit
/// either.
/// </summary>
internal sealed class LoopbackReceiver : ICodeReceiver, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ISignInInteraction _interaction;
    private readonly TimeProvider _time;
    private readonly ITraceSink _trace;

    public LoopbackReceiver(ISignInInteraction interaction, TimeProvider time, ITraceSink trace)
    {
        _interaction = interaction;
        _time = time;
        _trace = trace;
        _listener.Start();
        RedirectUri = "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture) + "/";
    }

    public string RedirectUri { get; }

    public async Task<AuthorizationCodeResponseUrl> ReceiveCodeAsync(AuthorizationCodeRequestUrl url, CancellationToken taskCancellationToken)
    {
        var state = url.State = SignInAnswer.NewState();
        var address = url.Build();
        var answer = new TaskCompletionSource<AuthorizationCodeResponseUrl>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = _time.CancelAfter(Limit);
        using var overdue = limit.Token.Register(() => answer.TrySetException(SignInErrors.SignInTimedOut(address.Host, Limit)));
        using var stopped = taskCancellationToken.Register(() => answer.TrySetCanceled(taskCancellationToken));
        _ = AcceptAsync(state, answer);
        _trace.Verbose("Opening the browser at " + address.Host + " to sign in; waiting for it on " + RedirectUri + " for "
            + Limit.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " minutes.");
        _interaction.OpenBrowser(address);
        return await answer.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync(string state, TaskCompletionSource<AuthorizationCodeResponseUrl> answer)
    {
        try
        {
            while (true)
            {
                // Side by side, since browsers open connections that they then say nothing on.
                _ = ServeAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false), state, answer);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The wait is over.
        }
        catch (SocketException e)
        {
            // Either the wait is over, and this does nothing, or the port is lost.
            answer.TrySetException(e);
        }
    }

    private async Task ServeAsync(TcpClient client, string state, TaskCompletionSource<AuthorizationCodeResponseUrl> answer)
    {
        AuthorizationCodeResponseUrl? found = null;
        try
        {
            using (client)
            using (_end.Token.Register(client.Close))
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                using var writer = new StreamWriter(stream, Encoding.ASCII);
                var target = await ReadTargetAsync(reader).ConfigureAwait(false);
                found = target.StartsWith("/?", StringComparison.Ordinal) ? SignInAnswer.Parse(target.Substring(1), state) : null;
                await writer.WriteAsync(Page(found)).ConfigureAwait(false);
                await writer.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The browser went away, or the wait is over; what it brought still counts.
        }

        if (found != null)
        {
            answer.TrySetResult(found);
        }
    }

    // The path and query of a GET request; empty for anything else. The headers are read to their end, as closing
    // a connection with something unread would take the answer along.
    private static async Task<string> ReadTargetAsync(StreamReader reader)
    {
        var buffer = new char[32 * 1024];
        var length = 0;
        int read;
        while (length < buffer.Length && (read = await reader.ReadAsync(buffer, length, buffer.Length - length).ConfigureAwait(false)) > 0)
        {
            length += read;
            var head = new string(buffer, 0, length);
            if (head.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var words = head.Substring(0, head.IndexOf('\r')).Split(' ');
                return words.Length == 3 && words[0] is "GET" ? words[1] : string.Empty;
            }
        }

        return string.Empty;
    }

    private static string Page(AuthorizationCodeResponseUrl? answer)
    {
        var (status, text) = answer == null
            ? ("404 Not Found", "This is not the page that a sign-in ends at.")
            : ("200 OK", "PowerShell has the answer and goes on. You can close this page.");
        return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + text.Length.ToString(CultureInfo.InvariantCulture) + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n" + text;
    }
}
