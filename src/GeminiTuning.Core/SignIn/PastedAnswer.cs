using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Requests;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Core.SignIn;

/// <summary>Has the user carry the answer from a browser, which may be on another computer.</summary>
internal sealed class PastedAnswer : ICodeReceiver
{
    private const int Attempts = 3;
    private readonly ISignInInteraction _interaction;

    public PastedAnswer(ISignInInteraction interaction)
    {
        _interaction = interaction;
    }

    // Nobody listens there; a free port keeps the code from what does listen on this computer.
    public string RedirectUri { get; } = "http://127.0.0.1:" + FreePort().ToString(CultureInfo.InvariantCulture) + "/";

    public async Task<AuthorizationCodeResponseUrl> ReceiveCodeAsync(AuthorizationCodeRequestUrl url, CancellationToken taskCancellationToken)
    {
        var state = url.State = SignInAnswer.NewState();
        var address = url.Build();
        string? problem = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var text = (await _interaction.AskAsync(address, problem, taskCancellationToken).ConfigureAwait(false)).Trim().Trim('"', '\'');
            if (Parse(text, state) is { } answer)
            {
                return answer;
            }

            problem = Problem(text);
        }

        throw SignInErrors.SignInAnswerInvalid(problem!);
    }

    private static AuthorizationCodeResponseUrl? Parse(string text, string state)
    {
        var query = text.IndexOf('?');
        if (query >= 0)
        {
            return SignInAnswer.Parse(text.Substring(query), state);
        }

        // The code alone carries no state; PKCE ties it to this sign-in all the same.
        return text.Length > 0 && text.All(static c => char.IsLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '~' or '%')
            ? new AuthorizationCodeResponseUrl { Code = Uri.UnescapeDataString(text) }
            : null;
    }

    private static string Problem(string text)
    {
        if (text.Length == 0)
        {
            return "Nothing was pasted.";
        }

        return text.Contains("code=", StringComparison.Ordinal)
            ? "What was pasted belongs to another sign-in."
            : "What was pasted is neither an address with a code in it nor a code.";
    }

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }
}
