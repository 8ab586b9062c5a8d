namespace GeminiTuning.Core.Datasets;

/// <summary>Writes examples in the form that Vertex AI takes, one a line.</summary>
internal sealed class VertexLineWriter
{
    private readonly LineBuffer _buffer;

    public VertexLineWriter(LineBuffer buffer)
    {
        _buffer = buffer;
    }

    public void Write(TuningExample example, TuningMethod method)
    {
        if (example.Json != null)
        {
            _buffer.AppendLine(example.Json);
            _buffer.Append((byte)'\n');
        }
        else if (method == TuningMethod.Preference)
        {
            _buffer.Append("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\""u8);
            JsonText.Append(_buffer, example.TextInput);
            _buffer.Append("\"}]}],\"completions\":[{\"score\":1,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\""u8);
            JsonText.Append(_buffer, example.Output);
            _buffer.Append("\"}]}},{\"score\":0,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\""u8);
            JsonText.Append(_buffer, example.RejectedOutput!);
            _buffer.Append("\"}]}}]}\n"u8);
        }
        else
        {
            _buffer.Append("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\""u8);
            JsonText.Append(_buffer, example.TextInput);
            _buffer.Append("\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\""u8);
            JsonText.Append(_buffer, example.Output);
            _buffer.Append("\"}]}]}\n"u8);
        }
    }
}
