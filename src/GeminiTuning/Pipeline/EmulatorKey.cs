using System.Net;
using System.Security;

namespace GeminiTuning.Pipeline;

/// <summary>The API key that the module shows to its own emulator. It opens nothing else.</summary>
internal static class EmulatorKey
{
    /// <summary>Gives the key that an emulator accepts.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <returns>The key.</returns>
    public static SecureString For(ITuningEmulator emulator) =>
        new NetworkCredential(string.Empty, emulator.Options.ApiKey ?? "emulator").SecurePassword;
}
