using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Writes training examples to a file.</summary>
[Cmdlet(VerbsData.Export, "GeminiTrainingData", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGeminiTrainingDataCommand : AsyncPSCmdlet
{
    private TrainingRows _rows = null!;
    private ITrainingDataWriter? _writer;
    private string _file = null!;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The examples: those of Import-GeminiTrainingData, or hashtables or objects with an input and an output.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? InputObject { get; set; }

    /// <summary>The service whose form and rules the rows are to have.</summary>
    [Parameter]
    public TuningBackend For { get; set; } = TuningBackend.VertexAI;

    /// <summary>The format, where the extension is not that of the format.</summary>
    [Parameter]
    public TrainingDataFormat? Format { get; set; }

    /// <summary>The property or key that holds the input, where it has not one of the usual names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The property or key that holds the output, where it has not one of the usual names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>Leave a file that exists alone.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace a file that is marked as read-only too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emit the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginProcessingAsync()
    {
        _rows = new TrainingRows(InputProperty, OutputProperty);
        _file = FilePaths.ResolveLiteral(this, Path);
        ITrainingDataWriter writer = Engine.Tuning.WriteTrainingData(new TrainingDataTarget
        {
            Path = _file,
            Backend = For,
            Format = Format,
            KeepsExisting = NoClobber,
            ReplacesReadOnly = Force,
        });
        if (ShouldProcess(_file, $"Write training data for {For}"))
        {
            _writer = writer;
        }
        else
        {
            writer.Dispose();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync()
    {
        foreach (object? row in InputObject ?? [])
        {
            StopToken.ThrowIfCancellationRequested();
            TuningExample example = _rows.Read(row);
            _writer?.Write(example);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        if (_writer is not null)
        {
            _writer.Complete();
            if (PassThru)
            {
                WriteObject(new FileInfo(_file));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _writer?.Dispose();
        base.Dispose(disposing);
    }
}
