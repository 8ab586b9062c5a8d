using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.SignIn;

/// <summary>A user with a browser, who does what the test says.</summary>
internal sealed class PlayedUser : ISignInInteraction
{
    private static readonly HttpClient Browser = new(new HttpClientHandler { UseProxy = false });
    private static readonly HttpClient NotFollowing = new(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false });

    public bool IsAvailable { get; set; } = true;

    /// <summary>The addresses that the browser was opened at or that were shown.</summary>
    public List<Uri> Addresses { get; } = [];

    public List<string?> Problems { get; } = [];

    /// <summary>What the page at the end showed.</summary>
    public Task<string>? Page { get; private set; }

    /// <summary>What to do in the browser.</summary>
    public Func<Uri, Task<string>> Browse { get; set; } = GetAsync;

    /// <summary>What to paste; the address that the browser ends at where it is <see langword="null"/>.</summary>
    public Func<string, string>? Paste { get; set; }

    public bool Agrees { get; set; } = true;

    public List<string> Confirmed { get; } = [];

    public static Task<string> GetAsync(Uri address) => Browser.GetStringAsync(address, TestContext.Current.CancellationToken);

    public void OpenBrowser(Uri address)
    {
        Addresses.Add(address);
        Page = Browse(address);
    }

    public async Task<string> AskAsync(Uri address, string? problem, CancellationToken cancellationToken)
    {
        Addresses.Add(address);
        Problems.Add(problem);
        using var answer = await NotFollowing.GetAsync(address, cancellationToken);
        var end = answer.Headers.Location!.OriginalString;
        return Paste == null ? end : Paste(end);
    }

    public Task<bool> ConfirmAsync(string target, string action, CancellationToken cancellationToken)
    {
        Confirmed.Add(target);
        return Task.FromResult(Agrees);
    }
}
