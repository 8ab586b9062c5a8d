using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Checks training data against the rules of the service that it is for, without sending anything.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GeminiTrainingData", DefaultParameterSetName = InputSet)]
[OutputType(typeof(TrainingDataFinding), typeof(bool), typeof(TuningExample))]
public sealed class TestGeminiTrainingDataCommand : TrainingDataCmdlet
{
    private ITrainingDataChecker _checker = null!;
    private bool _hasError;

    /// <summary>The service that the data is for; without it, the connected one, else Vertex AI.</summary>
    [Parameter]
    public TuningBackend? For { get; set; }

    /// <summary>The model that is to be tuned.</summary>
    [Parameter]
    [ResourceName]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? BaseModel { get; set; }

    /// <summary>What the model is to be tuned to do.</summary>
    [Parameter]
    public TuningMethod Method { get; set; }

    /// <summary>The validation data, whose prompts must not be in the training data.</summary>
    [Parameter]
    public object?[]? ValidationData { get; set; }

    /// <summary>Files with the validation data.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ValidationDataPath { get; set; }

    /// <summary>Emit only whether there is no error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Emit the rows that are good or can be repaired, and what was found as warnings.</summary>
    [Parameter]
    public SwitchParameter Fix { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginProcessingAsync()
    {
        await base.BeginProcessingAsync();
        if (Quiet && Fix)
        {
            throw CmdletErrors.QuietAndFix();
        }

        if (ValidationData is not null && ValidationDataPath is not null)
        {
            throw CmdletErrors.ValidationDataAmbiguous();
        }

        var rows = new TrainingRows(InputProperty, OutputProperty);
        _checker = Tools.Check(
            new TrainingDataCheck
            {
                Service = For ?? RunspaceSession.Current.Context?.Client.Kind ?? TuningBackend.VertexAI,
                BaseModel = BaseModel,
                Method = Method,
                ValidationData = ValidationDataPath is not null ? ReadPaths(ValidationDataPath) : ValidationData?.SelectMany(rows.ReadAll).ToList(),
                Repair = Fix,
            },
            Options);
    }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        Write(_checker.Complete());
        if (Quiet)
        {
            WriteObject(!_hasError);
        }

        return Task.CompletedTask;
    }

    private protected override async Task TakeAsync(IEnumerable<TuningExample> data)
    {
        foreach (CheckedRows part in _checker.Check(data))
        {
            Write(part);
            if (Quiet && _hasError)
            {
                return;
            }

            // Progress that was reported meanwhile is shown now.
            await Task.Yield();
        }
    }

    private protected override Task TakeAsync(object? row)
    {
        try
        {
            foreach (CheckedRows part in _checker.Check(Rows.ReadAll(row)))
            {
                Write(part);
            }
        }
        catch (TuningException fault) when (fault.Kind is TuningErrorKind.InvalidData)
        {
            Write(_checker.Reject(fault));
        }

        return Task.CompletedTask;
    }

    private void Write(CheckedRows part)
    {
        foreach (TrainingDataFinding finding in part.Findings)
        {
            _hasError |= finding.Severity == FindingSeverity.Error;
            if (Fix)
            {
                Tell(finding);
            }
            else if (!Quiet)
            {
                WriteObject(finding);
            }
        }

        foreach (TuningExample example in part.Examples)
        {
            WriteObject(example);
        }
    }

    private void Tell(TrainingDataFinding finding)
    {
        if (finding.Severity == FindingSeverity.Information)
        {
            WriteVerbose(finding.ToString());
        }
        else
        {
            WriteWarning(finding.ToString());
        }
    }
}
