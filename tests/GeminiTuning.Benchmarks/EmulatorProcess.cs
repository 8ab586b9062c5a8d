using System;
using System.Diagnostics;
using System.Threading.Tasks;
using GeminiTuning.Emulator;

namespace GeminiTuning.Benchmarks;

/// <summary>The module's emulator in a process of its own, so that neither its memory nor its threads are the client's.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private readonly Process _process;

    private EmulatorProcess(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    public static async Task<EmulatorProcess> StartAsync()
    {
        Process process = Children.Start("serve");
        string? endpoint = await process.StandardOutput.ReadLineAsync();
        return new EmulatorProcess(process, new Uri(endpoint ?? throw new InvalidOperationException("The emulator did not start.")));
    }

    /// <summary>Serves until the standard input is closed.</summary>
    public static void RunChild()
    {
        using ITuningEmulator emulator = new TuningEmulatorFactory().Start(new EmulatorOptions());
        Console.WriteLine(emulator.Endpoint);
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }
}
