using System;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a local emulator of the tuning services on a loopback port.</summary>
[Cmdlet(VerbsLifecycle.Start, "GeminiTuningEmulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(EmulatorInfo))]
public sealed class StartGeminiTuningEmulatorCommand : AsyncPSCmdlet
{
    /// <summary>The loopback port, 1 to 65535; any free one without it.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The file that keeps the emulator's state between runs; it is made when it does not exist.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>How long a tuning run lasts at least, in seconds or as a TimeSpan; 0 trains as fast as the machine can.</summary>
    [Parameter]
    [Duration]
    public TimeSpan TuningDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Offer no model to tune, as the Gemini API has since May 2025.</summary>
    [Parameter]
    public SwitchParameter NoTunableModel { get; set; }

    /// <summary>The most tuning jobs of a service that may be under way at the same time, from 1; without it there is no limit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? JobQuota { get; set; }

    /// <summary>What befalls requests, and how often: hashtables such as <c>@{ Status = 503; Probability = 0.2 }</c>, or their short form, such as <c>'503:20%'</c>.</summary>
    [Parameter]
    [Fault]
    [ArgumentCompleter(typeof(FaultCompleter))]
    public EmulatorFault[] Fault { get; set; } = [];

    /// <summary>What the faults are drawn from: the same seed brings the same faults to the same sequence of requests.</summary>
    [Parameter]
    [Alias("Seed")]
    public int? FaultSeed { get; set; }

    /// <summary>How much later every answer comes, in milliseconds or as a TimeSpan; at most a minute.</summary>
    [Parameter]
    [Duration(InMilliseconds = true)]
    public TimeSpan Latency { get; set; }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        var options = new EmulatorOptions
        {
            Port = Port,
            StatePath = StatePath is null ? null : Path.GetFullPath(GetUnresolvedProviderPathFromPSPath(StatePath)),
            TuningDuration = TuningDuration,
            NoTunableModel = NoTunableModel,
            JobQuota = JobQuota,
            Faults = Fault,
            FaultSeed = FaultSeed,
            Latency = Latency,
        };

        if (ShouldProcess(Port == 0 ? "a free loopback port" : $"loopback port {Port}", "Start the emulator"))
        {
            WriteObject(new EmulatorInfo(RunspaceSession.Current.StartEmulator(options)));
        }

        return Task.CompletedTask;
    }
}
