using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// The metadata server of a Google Cloud machine. Whether there is one is found out here: Google's library keeps its first
/// answer for the life of the process, and cannot be cancelled.
/// </summary>
internal sealed class MetadataServer
{
    private const string Account = "instance/service-accounts/default/";
    private const string Flavor = "Metadata-Flavor";
    private const string FlavorOfGoogle = "Google";
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly Uri _base;
    private readonly Func<Uri, HttpMessageHandler> _innermost;
    private readonly TimeProvider _time;

    public MetadataServer(Func<string, string?> environment, Func<Uri, HttpMessageHandler> innermost, TimeProvider time)
    {
        // By its number, as a name would be looked up in vain elsewhere, and slowly.
        var host = environment("GCE_METADATA_HOST") is { } named && !string.IsNullOrWhiteSpace(named) ? named.Trim() : "169.254.169.254";
        _base = Uri.TryCreate("http://" + host + "/", UriKind.Absolute, out var address) ? address : throw AuthErrors.MetadataHostInvalid(host);
        _innermost = innermost;
        _time = time;
    }

    /// <summary>Its host, and the port where one was set.</summary>
    public string Host => _base.Authority;

    /// <summary>Asks for it, for at most a second and a half.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var timer = _time.CancelAfter(Patience);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
            try
            {
                return await AskAsync(_base, either.Token).ConfigureAwait(false) != null;
            }
            catch (HttpRequestException)
            {
                return false;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // A machine that is just starting is slow once.
            }
        }

        return false;
    }

    /// <summary>The machine's service account.</summary>
    public Task<string?> AccountAsync(CancellationToken cancellationToken) => ReadAsync(Account + "email", cancellationToken);

    /// <summary>The machine's project.</summary>
    public Task<string?> ProjectAsync(CancellationToken cancellationToken) => ReadAsync("project/project-id", cancellationToken);

    public GoogleCredential Credential(IHttpClientFactory http) => GoogleCredential.FromComputeCredential(
        new ComputeCredential(new ComputeCredential.Initializer(Address(Account + "token").AbsoluteUri) { HttpClientFactory = http }));

    private static bool IsGoogles(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(Flavor, out var values) && string.Equals(string.Join(",", values), FlavorOfGoogle, StringComparison.Ordinal);

    private Uri Address(string path) => new(_base, "computeMetadata/v1/" + path);

    // What it does not tell is missing, and whoever needs it says so.
    private async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var timer = _time.CancelAfter(TimeSpan.FromSeconds(5));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await AskAsync(Address(path), either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Trim();
    }

    /// <summary>Its answer, if it is one of Google's.</summary>
    private async Task<string?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        // Past any proxy, as if it were this machine itself.
        using var client = new HttpMessageInvoker(_innermost(new Uri("http://127.0.0.1/")));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add(Flavor, FlavorOfGoogle);
        using var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccessStatusCode && IsGoogles(answer) ? await TextAsync(answer, cancellationToken).ConfigureAwait(false) : null;
    }
}
