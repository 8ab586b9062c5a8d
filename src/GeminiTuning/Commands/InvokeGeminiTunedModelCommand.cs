using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Asks a tuned model, or a base model for comparison.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GeminiTunedModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = PromptSet)]
[OutputType(typeof(Prediction))]
public sealed class InvokeGeminiTunedModelCommand : ConcurrentCmdlet
{
    private const string PromptSet = "Prompt";
    private const string ModelSet = "Model";

    private IPredictionLog? _log;
    private long _row;

    /// <summary>The model: an id, a full name, or what another cmdlet emits.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PromptSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ModelSet, ValueFromPipeline = true)]
    [Alias("Name", "Id")]
    [ResourceName]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    public string[] Model { get; set; } = [];

    /// <summary>The prompts.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PromptSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ModelSet)]
    [Alias("TextInput", "text_input", "Input")]
    [Prompt]
    [ValidateNotNullOrEmpty]
    public string[] Prompt { get; set; } = [];

    /// <summary>The sampling temperature, 0 to 2; 0 always gives the likeliest answer.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>The nucleus-sampling mass, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>The number of candidates for sampling, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TopK { get; set; }

    /// <summary>The most tokens that an answer may have, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxOutputTokens { get; set; }

    /// <summary>Texts that end an answer where they appear, at most 5.</summary>
    [Parameter]
    [ValidateCount(1, 5)]
    public string[]? StopSequence { get; set; }

    /// <summary>Emit the pieces of an answer as they arrive.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>A file to which each answer is added as a line of JSON. What it has already is not asked again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    /// <summary>Emit the answers also when they go to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        foreach (string model in Model)
        {
            foreach (string prompt in Prompt)
            {
                long row = ++_row;
                if (ShouldProcess(model, "Ask '" + prompt + "'"))
                {
                    PredictionRequest request = Request(model, prompt);
                    _log ??= OpenLog();
                    await StartAsync(write => _log is null ? AskAsync(request, write) : AddAsync(row, request, write));
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _log?.Dispose();
    }

    private async Task AskAsync(PredictionRequest request, Action<object> write)
    {
        if (Stream)
        {
            await Service.PredictStreamingAsync(request, piece => Post(() => write(piece)), Options);
        }
        else
        {
            write(await Service.PredictAsync(request, Options));
        }
    }

    // The answer is in the file before its turn on output comes, so that nothing is lost that has been paid for.
    private async Task AddAsync(long row, PredictionRequest request, Action<object> write)
    {
        if (!_log!.TryTake(request, out Prediction? prediction))
        {
            prediction = await Service.PredictAsync(request, Options);
            _log.Add(row, request, prediction);
        }

        if (PassThru)
        {
            write(prediction!);
        }
    }

    private IPredictionLog? OpenLog()
    {
        if (OutputPath is null)
        {
            return null;
        }

        if (Stream)
        {
            throw CmdletErrors.OutputPathAndStream();
        }

        string path = FilePaths.ResolveLiteral(this, OutputPath);
        IPredictionLog log = Engine.Tuning.OpenPredictionLog(path);
        if (log.Left > 0)
        {
            WriteVerbose($"{path} has {log.Left} answers already, which are not asked for again.");
        }

        return log;
    }

    private PredictionRequest Request(string model, string prompt) => new()
    {
        Model = model,
        Prompt = prompt,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        MaxOutputTokens = MaxOutputTokens,
        StopSequences = StopSequence ?? (IReadOnlyList<string>)[],
    };
}
