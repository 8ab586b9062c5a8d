using System;
using System.Globalization;

namespace GeminiTuning.Emulator;

/// <summary>Starts emulators of the tuning surfaces of the Gemini API and of Vertex AI, which answer on a loopback port.</summary>
/// <remarks>
/// Whoever wants to sign in can do so here: Google's sign-in services answer under the same address. <c>/o/oauth2/auth</c>,
/// <c>/token</c>, <c>/revoke</c> and <c>/tokeninfo</c> are OAuth's, where the user <c>me@example.com</c> consents at once, or
/// declines where the query has <c>deny=1</c>; <c>/v1/token</c> and <c>/v1/oauthtoken</c> exchange tokens of other providers;
/// <c>/v1/projects/-/serviceAccounts/…:generateAccessToken</c> gives tokens of service accounts, but none of one whose
/// name begins with <c>forbidden-</c> or <c>no-such-</c>; and <c>/computeMetadata/v1/</c> is the metadata server of a machine
/// of project <c>emulator</c>. The tokens so issued are good until they expire or are revoked, for what their scopes allow,
/// and no longer than the emulator runs. The signature of a service account is checked where the emulator wrote its file
/// (<see cref="ITuningEmulator.WriteCredentialFile"/>), and those of other providers are not.
/// <para>
/// Other credentials are not checked with anybody. With <see cref="EmulatorOptions.ApiKey"/> set, that API key is accepted and no
/// other; otherwise any key is, but one that contains <c>invalid</c> is refused as not valid and one that contains
/// <c>expired</c> as expired. Any access token is accepted, but one that contains <c>invalid</c> or <c>expired</c> is refused
/// and one that contains <c>noscope</c> lacks the scope; a signed token (JWT) is accepted until its <c>exp</c>. The identity
/// of a caller is the claim <c>email</c>, <c>sub</c> or <c>iss</c> of a signed token, an e-mail address in an opaque token,
/// and otherwise <c>me@example.com</c>. An API key stands for the project and may do everything that the service allows
/// keys to do. A refresh token from elsewhere is accepted unless it contains <c>invalid</c>, <c>expired</c> or
/// <c>revoked</c>; one with <c>rapt</c> in it wants the user to sign in again.
/// </para>
/// Buckets and their objects are there for everybody, with or without credentials, but the conventions above refuse bad
/// ones there too; and a bucket whose name begins with <c>forbidden-</c> lets nobody in. Large objects are kept in files:
/// temporary ones, or with <see cref="EmulatorOptions.StatePath"/> set, in a folder of that name with <c>.objects</c>.
/// A tuning run that an earlier emulator did not complete is found in the state file as failed.
/// <para>
/// Vertex AI is served under the same address, to access tokens only. Any project may be named, by its id or by its number,
/// but <c>no-such-project</c>, which nobody may use. The label <c>emulator-fail: endpoint</c> of a tuning job lets it fail
/// once its model is uploaded, so that the model is left without an endpoint. The emulator chooses batch size and, where
/// none is given, epoch count by the number of examples; the adapter size is checked but changes nothing, and media and
/// system instructions in a dataset are counted but not learnt.
/// </para>
/// </remarks>
public sealed class TuningEmulatorFactory : ITuningEmulatorFactory
{
    private const int MaxPort = 65535;
    private static readonly TimeSpan MaxTokenLifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan MaxLatency = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes a factory of emulators that go by the system's clock.</summary>
    public TuningEmulatorFactory()
        : this(TimeProvider.System)
    {
    }

    internal TuningEmulatorFactory(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <inheritdoc/>
    public ITuningEmulator Start(EmulatorOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        Require(
            options.Port is >= 0 and <= MaxPort,
            options.Port,
            $"The port {options.Port.ToString(CultureInfo.InvariantCulture)} does not exist. Choose one from 1 to 65535, or 0 for any free one.");
        Require(
            options.TuningDuration >= TimeSpan.Zero,
            options.TuningDuration,
            $"The tuning duration {options.TuningDuration.ToString("c", CultureInfo.InvariantCulture)} is negative. Choose zero or more.");
        Require(
            options.JobQuota is null or >= 1,
            options.JobQuota,
            $"The quota of {options.JobQuota?.ToString(CultureInfo.InvariantCulture)} jobs lets none begin. Choose one from 1, or leave it out for no limit.");
        Require(
            options.ApiKey is null || options.ApiKey.Trim().Length > 0,
            target: null,
            "The API key is blank. Choose one with characters in it, or leave it out to accept any.");
        Require(
            options.StatePath is null || options.StatePath.Trim().Length > 0,
            options.StatePath,
            "The path of the state file is blank. Name a file, or leave it out to keep no state.");
        Require(
            options.AccessTokenLifetime >= TimeSpan.FromSeconds(1)
                && options.AccessTokenLifetime <= MaxTokenLifetime
                && options.AccessTokenLifetime.Ticks % TimeSpan.TicksPerSecond == 0,
            options.AccessTokenLifetime,
            $"The access token lifetime {options.AccessTokenLifetime.ToString("c", CultureInfo.InvariantCulture)} is not a whole number of seconds from 1 second to 12 hours. Choose one, such as 00:59:59.");
        Require(
            options.Latency >= TimeSpan.Zero && options.Latency <= MaxLatency,
            options.Latency,
            $"The latency {options.Latency.ToString("c", CultureInfo.InvariantCulture)} is not from zero to a minute. Choose one, such as 00:00:00.050.");
        foreach (var fault in options.Faults)
        {
            EmulatorFaultRules.Check(fault);
        }

        return RunningEmulator.Start(options, _timeProvider);
    }

    private static void Require(bool kept, object? target, string message)
    {
        if (!kept)
        {
            throw new TuningException("EmulatorOptionInvalid", TuningErrorKind.InvalidArgument, message) { Target = target };
        }
    }
}
