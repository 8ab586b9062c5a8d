using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets tuning jobs with their progress.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTuningJob")]
[OutputType(typeof(TuningJob))]
public sealed class GetGeminiTuningJobCommand : ConcurrentCmdlet
{
    /// <summary>Jobs, or the tuned models that they make: names, ids, patterns over the model's name, or objects.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName(AcceptJob = true)]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only jobs in one of these states.</summary>
    [Parameter]
    public TuningJobState[]? State { get; set; }

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        foreach (string name in Name)
        {
            if (NamePattern.TryParse(name, out NamePattern? pattern))
            {
                // A listing is not held back but comes page by page, after what was asked for before it.
                await CompleteAsync();
                await WriteListAsync(
                    token => Service.ListJobsAsync(token, Options),
                    job => IsWanted(job) && pattern.IsMatch(job));
            }
            else
            {
                await StartAsync(write => GetAsync(name, write));
            }
        }
    }

    private async Task GetAsync(string name, Action<object> write)
    {
        TuningJob job = await Service.GetJobAsync(name, Options);
        if (IsWanted(job))
        {
            write(job);
        }
    }

    private bool IsWanted(TuningJob job) => State is null || State.Contains(job.State);
}
