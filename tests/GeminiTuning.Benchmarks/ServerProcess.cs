using System;
using System.Diagnostics;
using System.Threading.Tasks;
using GeminiTuning.Emulator;

namespace GeminiTuning.Benchmarks;

/// <summary>A server in a process of its own, so that neither its memory nor its threads are the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>Starts this program with arguments that make it a server.</summary>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        Process process = Children.Start(arguments);
        string? endpoint = await process.StandardOutput.ReadLineAsync();
        return new ServerProcess(process, new Uri(endpoint ?? throw new InvalidOperationException("The server did not start.")));
    }

    /// <summary>Serves as the module's emulator until the standard input is closed.</summary>
    public static void RunEmulator()
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
