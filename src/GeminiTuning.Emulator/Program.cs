using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using GeminiTuning;
using GeminiTuning.Emulator;

if (CommandLine.AsksForHelp(args))
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

try
{
    var stopped = new TaskCompletionSource();
    void Stop(PosixSignalContext signal)
    {
        // The state is saved before the process ends, so the signal must not end it.
        signal.Cancel = true;
        stopped.TrySetResult();
    }

    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var emulator = new TuningEmulatorFactory().Start(CommandLine.Parse(args));
    var address = emulator.Endpoint.AbsoluteUri.TrimEnd('/');
    Console.WriteLine($"The Gemini API emulator listens on {address}");
    Console.WriteLine(emulator.Options.ApiKey is null
        ? $"  curl -H 'x-goog-api-key: any' {address}/v1beta/models"
        : $"  curl -H \"x-goog-api-key: $KEY\" {address}/v1beta/models");
    Console.WriteLine($"  Connect-GeminiTuning -Endpoint {address}");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  A tuning run takes at least {emulator.Options.TuningDuration.TotalSeconds} s. Ctrl+C stops."));
    await stopped.Task.ConfigureAwait(false);
    return 0;
}
catch (TuningException exception)
{
    await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
    return exception.Kind == TuningErrorKind.InvalidArgument ? 2 : 1;
}
