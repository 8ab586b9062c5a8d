using System;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>Whoever signs in by hand. Members may be called on any thread.</summary>
public interface ISignInInteraction
{
    /// <summary>Whether somebody is there to look at a browser and to answer.</summary>
    bool IsAvailable { get; }

    /// <summary>Opens an address in the user's browser.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="TuningException">There is no browser.</exception>
    void OpenBrowser(Uri address);

    /// <summary>Shows an address to open, and asks for the one that the browser is sent to in the end.</summary>
    /// <param name="address">The address to open.</param>
    /// <param name="problem">What is wrong with the answer before this one; <see langword="null"/> at first.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer as it was typed.</returns>
    Task<string> AskAsync(Uri address, string? problem, CancellationToken cancellationToken);

    /// <summary>Asks for leave to change what belongs to other programs too.</summary>
    /// <param name="target">What would be changed.</param>
    /// <param name="action">How.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Whether to go on.</returns>
    Task<bool> ConfirmAsync(string target, string action, CancellationToken cancellationToken);
}
