using System;
using System.Threading;

namespace GeminiTuning.Loading;

/// <summary>The parts behind the cmdlets, each loaded when it is first asked for and not on import.</summary>
internal static class Engine
{
    private static readonly Lazy<ITuningEngine> LazyTuning = new(
        static () => DependencyLoader.Create<ITuningEngine>("GeminiTuning.Core", "GeminiTuning.Core.TuningEngine"),
        LazyThreadSafetyMode.PublicationOnly);

    private static readonly Lazy<ITuningEmulatorFactory> LazyEmulators = new(
        static () => DependencyLoader.Create<ITuningEmulatorFactory>(
            "GeminiTuning.Emulator.Server", "GeminiTuning.Emulator.TuningEmulatorFactory"),
        LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Connects, reads training data and waits.</summary>
    public static ITuningEngine Tuning => LazyTuning.Value;

    /// <summary>Starts emulators.</summary>
    public static ITuningEmulatorFactory Emulators => LazyEmulators.Value;
}
