using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Stops this session's emulators.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GeminiTuningEmulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class StopGeminiTuningEmulatorCommand : AsyncPSCmdlet
{
    /// <summary>The port of the emulator to stop; all of this session's without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync()
    {
        RunspaceSession session = RunspaceSession.Current;
        ITuningEmulator[] chosen = session.Emulators.Where(e => Port is null || e.Endpoint.Port == Port).ToArray();
        if (chosen.Length == 0 && Port is not null)
        {
            WriteError(CmdletErrors.EmulatorNotFound(string.Format(CultureInfo.InvariantCulture, "on port {0}", Port)));
        }

        foreach (ITuningEmulator emulator in chosen)
        {
            if (ShouldProcess(emulator.Endpoint.ToString(), "Stop the emulator"))
            {
                session.StopEmulator(emulator);
            }
        }

        return Task.CompletedTask;
    }
}
