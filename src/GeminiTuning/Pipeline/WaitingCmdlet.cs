using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Loading;

namespace GeminiTuning.Pipeline;

/// <summary>A cmdlet that can wait for tuning jobs and shows how far each is.</summary>
public abstract class WaitingCmdlet : ConnectedCmdlet
{
    private const double MilestonePercent = 10;
    private int _activities;
    private bool _drawsBars;

    /// <summary>The longest wait for each job, in seconds or as a TimeSpan. Without it there is no limit.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time between two looks at a job, in seconds or as a TimeSpan. Without it the job's own pace decides.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? PollInterval { get; set; }

    /// <inheritdoc/>
    protected override Task BeginProcessingAsync()
    {
        _drawsBars = HostConsole.CanDraw(Host);
        return base.BeginProcessingAsync();
    }

    /// <summary>Waits for a job; the job itself is left alone, however the wait ends.</summary>
    private protected async Task<TunedModel> WaitForModelAsync(string name)
    {
        WriteVerbose($"Waiting for {name}. Ctrl+C ends the wait; the job goes on (Stop-GeminiTuning cancels it).");
        Action<TuningJob?> show = _drawsBars ? CreateBar() : CreateMilestones();
        TuningJob job;
        try
        {
            job = await Engine.Tuning.WaitAsync(
                Connection,
                name,
                new WaitOptions { Timeout = Timeout, PollInterval = PollInterval },
                update => Post(() => show(update)),
                Options);
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                show(null);
            }
        }

        return job.State switch
        {
            TuningJobState.Succeeded or TuningJobState.PartiallySucceeded =>
                await Service.GetTunedModelAsync(job.TunedModel ?? job.Name, Options),
            TuningJobState.Cancelled => throw CmdletErrors.TuningCancelled(job),
            _ => throw CmdletErrors.TuningFailed(job),
        };
    }

    private Action<TuningJob?> CreateBar()
    {
        int activity = ++_activities;
        ProgressRecord? shown = null;
        return job =>
        {
            if (job is not null)
            {
                ProgressRecord record = job.ToProgressRecord(activity);
                if (!string.Equals(shown?.StatusDescription, record.StatusDescription, StringComparison.Ordinal))
                {
                    WriteProgress(shown = record);
                }
            }
            else if (shown is not null)
            {
                shown.RecordType = ProgressRecordType.Completed;
                WriteProgress(shown);
            }
        };
    }

    private Action<TuningJob?> CreateMilestones()
    {
        TuningJob? last = null;
        return job =>
        {
            if (job is not null
                && (last is null || job.State != last.State || job.CompletedPercent >= last.CompletedPercent + MilestonePercent))
            {
                last = job;
                WriteMilestone(job.ToMilestone());
            }
        };
    }
}
