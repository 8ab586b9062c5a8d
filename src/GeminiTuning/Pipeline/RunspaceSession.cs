using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace GeminiTuning.Pipeline;

/// <summary>What the cmdlets of one runspace share: its connection and the emulators it started.</summary>
internal sealed class RunspaceSession : IDisposable
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSession> States = new();

    private readonly List<ITuningEmulator> _emulators = [];

    /// <summary>The state of the runspace that the calling pipeline runs in.</summary>
    public static RunspaceSession Current => States.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>The connection that cmdlets use when they are given none.</summary>
    public TuningContext? Context { get; set; }

    /// <summary>The emulators of this runspace, the newest last.</summary>
    public IReadOnlyList<ITuningEmulator> Emulators => _emulators;

    /// <summary>The emulator started last; <see langword="null"/> where none runs.</summary>
    public ITuningEmulator? NewestEmulator => _emulators.Count == 0 ? null : _emulators[_emulators.Count - 1];

    /// <summary>The emulator started last, or a new one.</summary>
    /// <returns>The emulator.</returns>
    public ITuningEmulator EnsureEmulator() => NewestEmulator ?? StartEmulator(new EmulatorOptions());

    /// <summary>Starts an emulator that lives as long as the runspace.</summary>
    /// <param name="options">How to run it.</param>
    /// <returns>The emulator.</returns>
    public ITuningEmulator StartEmulator(EmulatorOptions options)
    {
        ITuningEmulator emulator = Loading.Engine.Emulators.Start(options);
        _emulators.Add(emulator);
        return emulator;
    }

    /// <summary>Stops an emulator and forgets a connection to it.</summary>
    /// <param name="emulator">The emulator.</param>
    public void StopEmulator(ITuningEmulator emulator)
    {
        if (Context?.Endpoint == emulator.Endpoint)
        {
            Context.Close();
            Context = null;
        }

        _emulators.Remove(emulator);
        emulator.Dispose();
    }

    /// <summary>Forgets the connection and stops the emulators.</summary>
    public void Dispose()
    {
        Context = null;
        foreach (ITuningEmulator emulator in _emulators.ToList())
        {
            StopEmulator(emulator);
        }
    }

    private static RunspaceSession Create(Runspace runspace)
    {
        var state = new RunspaceSession();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                state.Dispose();
            }
        };
        return state;
    }
}
