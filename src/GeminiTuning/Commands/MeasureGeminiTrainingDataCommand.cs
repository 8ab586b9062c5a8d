using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Measures training data: lengths, tokens, steps and, where a price is given, the cost.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "GeminiTrainingData", DefaultParameterSetName = InputSet)]
[OutputType(typeof(TrainingDataMeasurement))]
public sealed class MeasureGeminiTrainingDataCommand : CollectedDataCmdlet
{
    /// <summary>The model whose tokens are counted.</summary>
    [Parameter]
    [ResourceName]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? BaseModel { get; set; }

    /// <summary>What the model is to be tuned to do.</summary>
    [Parameter]
    public TuningMethod Method { get; set; }

    /// <summary>The number of passes over the examples, from 1.</summary>
    [Parameter]
    public int? EpochCount { get; set; }

    /// <summary>The number of examples in one step, from 1.</summary>
    [Parameter]
    public int? BatchSize { get; set; }

    /// <summary>How many rows the service counts, from 1; 20 without it.</summary>
    [Parameter]
    public int SampleSize { get; set; } = 20;

    /// <summary>Let the service count every row.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>The price of a million training tokens, from 0.</summary>
    [Parameter]
    public double? PricePerMillionTokens { get; set; }

    /// <summary>A YAML file with prices by model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PricePath { get; set; }

    /// <summary>The connection to use instead of the runspace's own, as <c>Connect-GeminiTuning -PassThru</c> emits it.</summary>
    [Parameter]
    [ValidateNotNull]
    public TuningContext? Context { get; set; }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync()
    {
        TuningContext? connection = Context ?? RunspaceSession.Current.Context;
        if (connection?.IsClosed == true)
        {
            throw CmdletErrors.ContextClosed(connection);
        }

        if (PricePerMillionTokens is not null && PricePath is not null)
        {
            throw CmdletErrors.PriceAmbiguous();
        }

        var measure = new MeasureOptions
        {
            BaseModel = BaseModel,
            Method = Method,
            EpochCount = EpochCount,
            BatchSize = BatchSize,
            SampleSize = SampleSize,
            Exact = Exact,
            PricePerMillionTokens = PricePerMillionTokens,
            PricePath = PricePath is null ? null : GetUnresolvedProviderPathFromPSPath(PricePath),
        };
        WriteObject(await Tools.MeasureAsync(Data, measure, connection?.Client, Options));
    }
}
