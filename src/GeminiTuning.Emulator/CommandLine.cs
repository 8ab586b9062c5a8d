using System;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Emulator;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    public const string Usage =
        """
        A local emulator of the Gemini API's tuning surface.

        Usage: dotnet run --project src/GeminiTuning.Emulator -- [options]

          --port N                    The loopback port, 1 to 65535; 0, the default, for any free one.
          --state-path FILE           The file that keeps the state between runs.
          --tuning-duration SECONDS   How long a tuning run lasts at least (default 5); 0 for no longer than it takes.
          --api-key KEY               The one API key to accept; without it, any that does not look wrong.
          --fault FAULT               What befalls requests, and how often: 503:20%, ResetAfterApplying:5%,
                                      QuotaPerMinute=60, …; may be given several times.
          --fault-seed NUMBER         Brings the same faults to the same sequence of requests.
          --latency MILLISECONDS      How much later every answer comes.
          --no-tunable-model          Offer no model to tune, as the Gemini API has since May 2025.
          --help                      Show this.
        """;

    private const double MaxSeconds = 86_400;

    public static bool AsksForHelp(string[] args) => args.Any(argument => argument is "--help" or "-h" or "-?");

    /// <summary>Makes options of the arguments.</summary>
    /// <exception cref="TuningException">An argument is wrong.</exception>
    public static EmulatorOptions Parse(string[] args)
    {
        var options = new EmulatorOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, inline) = Split(args[i]);
            if (name is "--no-tunable-model" && inline is null)
            {
                options = options with { NoTunableModel = true };
                continue;
            }

            if (name is not ("--port" or "--state-path" or "--tuning-duration" or "--api-key" or "--fault" or "--fault-seed" or "--latency"))
            {
                throw Wrong($"'{args[i]}' is not an option. Use --help to see those that are.", args[i]);
            }

            var value = inline ?? (i + 1 < args.Length ? args[++i] : throw Wrong($"The option {name} has no value. Write it after a space: {name} VALUE.", name));
            options = name switch
            {
                "--port" => options with { Port = ReadPort(value) },
                "--tuning-duration" => options with { TuningDuration = ReadDuration(value) },
                "--fault" => options with { Faults = [.. options.Faults, EmulatorFault.Parse(value)] },
                "--fault-seed" => options with { FaultSeed = ReadSeed(value) },
                "--latency" => options with { Latency = ReadLatency(value) },
                "--state-path" => options with { StatePath = value },
                _ => options with { ApiKey = value },
            };
        }

        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static int ReadPort(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw Wrong($"The port '{value}' is not a whole number from 0 to 65535. Choose one, or 0 for any free one.", value);

    private static TimeSpan ReadDuration(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong($"The tuning duration '{value}' is not a number of seconds from 0 to 86400, such as 2.5. Choose one.", value);

    private static int ReadSeed(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw Wrong($"The fault seed '{value}' is not a whole number. Choose one, such as 7.", value);

    private static TimeSpan ReadLatency(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= 60_000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw Wrong($"The latency '{value}' is not a whole number of milliseconds from 0 to 60000. Choose one, such as 50.", value);

    private static TuningException Wrong(string message, string value) =>
        new("EmulatorArgumentInvalid", TuningErrorKind.InvalidArgument, message) { Target = value };
}
