using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Splits training data into a part to train on and a part to measure the loss on.</summary>
[Cmdlet(VerbsCommon.Split, "GeminiTrainingData", DefaultParameterSetName = InputSet)]
[OutputType(typeof(TrainingDataSplit))]
public sealed class SplitGeminiTrainingDataCommand : CollectedDataCmdlet
{
    /// <summary>The share that becomes validation data, above 0 and below 1.</summary>
    [Parameter]
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>What the choice depends on besides the rows.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>The field whose values both parts are to have alike.</summary>
    [Parameter]
    [ValidateSet("output")]
    public string? StratifyBy { get; set; }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        var split = new SplitOptions { ValidationFraction = ValidationFraction, Seed = Seed, ByOutput = StratifyBy is not null };
        WriteObject(Tools.Split(Data, split, Options));
        return Task.CompletedTask;
    }
}
