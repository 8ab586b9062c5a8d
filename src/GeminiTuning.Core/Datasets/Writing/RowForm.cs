using System.Text;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Writes examples as JSON objects in the form of the service that they are for.</summary>
internal sealed class RowForm
{
    private readonly TuningBackend _backend;
    private readonly LineBuffer _row = new(4096);
    private readonly VertexLineWriter _vertex;

    public RowForm(TuningBackend backend)
    {
        _backend = backend;
        _vertex = new VertexLineWriter(_row);
    }

    /// <summary>The object on one line; valid until the next.</summary>
    public LineBuffer Convert(TuningExample example)
    {
        _row.Clear();
        if (_backend == TuningBackend.VertexAI)
        {
            _vertex.Write(example, ExportRules.MethodOf(example));
            _row.TrimEnd((byte)'\n');
        }
        else
        {
            Append("{\"text_input\":\"", example.TextInput);
            Append("\",\"output\":\"", example.Output);
            Append("\"}", string.Empty);
        }

        return _row;
    }

    private void Append(string json, string text)
    {
        _row.Append(Encoding.ASCII.GetBytes(json));
        JsonText.Append(_row, text);
    }
}
