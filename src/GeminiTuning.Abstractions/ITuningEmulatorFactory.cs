namespace GeminiTuning;

/// <summary>Starts emulators.</summary>
public interface ITuningEmulatorFactory
{
    /// <summary>Starts an emulator on a loopback port.</summary>
    /// <param name="options">How to run it.</param>
    /// <returns>The running emulator.</returns>
    /// <exception cref="TuningException">The port is taken, or the state file cannot be read or written.</exception>
    ITuningEmulator Start(EmulatorOptions options);
}
