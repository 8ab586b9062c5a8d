using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Auth.Keys;

/// <summary>
/// The service accounts. Every address that looks like one's is taken for one that exists, unless its name begins with
/// <c>no-such-</c>. Of those that the emulator has made a key for, it knows the public keys.
/// </summary>
internal sealed class ServiceAccounts
{
    /// <summary>The account of the machine, and of the files that the emulator writes.</summary>
    public const string DefaultAccount = "tuner@emulator.iam.gserviceaccount.com";

    private static readonly Regex Address = new(
        @"^[a-z0-9][a-z0-9-]*@([a-z0-9.-]+\.)?gserviceaccount\.com\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly ConcurrentDictionary<string, (string Account, RSAParameters Key)> _keys = new(StringComparer.Ordinal);

    public static bool Exists(string account) => Address.IsMatch(account) && !account.StartsWith("no-such-", StringComparison.Ordinal);

    /// <summary>The account's unique id, the same for the same address.</summary>
    public static string IdOf(string account) => "1" + VertexIds.Of(account) + "0";

    /// <summary>Makes a key for an account.</summary>
    public SigningKey CreateKey(string account)
    {
        var key = new SigningKey();
        _keys[key.Id] = (account, key.PublicKey);
        return key;
    }

    /// <summary>Whether a token's signature is the account's; taken for granted where the emulator knows no key of it.</summary>
    public bool HasSigned(string account, JsonWebToken token)
    {
        if (!_keys.Values.Any(key => string.Equals(key.Account, account, StringComparison.Ordinal)))
        {
            return true;
        }

        return token.KeyId is { } id
            && _keys.TryGetValue(id, out var known)
            && string.Equals(known.Account, account, StringComparison.Ordinal)
            && token.IsSignedBy(known.Key);
    }
}
