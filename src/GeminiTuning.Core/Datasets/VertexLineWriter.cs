using System;

namespace GeminiTuning.Core.Datasets;

/// <summary>Writes examples in the form that Vertex AI takes, one a line.</summary>
internal sealed class VertexLineWriter
{
    private readonly LineBuffer _buffer;

    public VertexLineWriter(LineBuffer buffer)
    {
        _buffer = buffer;
    }

    private static ReadOnlySpan<byte> StartOfPrompt => "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\""u8;

    private static ReadOnlySpan<byte> PromptToAnswer => "\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\""u8;

    private static ReadOnlySpan<byte> EndOfAnswer => "\"}]}]}\n"u8;

    private static ReadOnlySpan<byte> PromptToPreferred => "\"}]}],\"completions\":[{\"score\":1,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\""u8;

    private static ReadOnlySpan<byte> PreferredToRejected => "\"}]}},{\"score\":0,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\""u8;

    private static ReadOnlySpan<byte> EndOfRejected => "\"}]}}]}\n"u8;

    /// <summary>Writes a line that is in the form already.</summary>
    public void WriteLine(ReadOnlySpan<byte> line)
    {
        _buffer.Append(line);
        _buffer.Append((byte)'\n');
    }

    /// <summary>Writes texts that have been escaped already.</summary>
    public void WriteEscaped(ReadOnlySpan<byte> input, ReadOnlySpan<byte> output, ReadOnlySpan<byte> rejected, TuningMethod method)
    {
        _buffer.Append(StartOfPrompt);
        _buffer.Append(input);
        _buffer.Append(method == TuningMethod.Preference ? PromptToPreferred : PromptToAnswer);
        _buffer.Append(output);
        if (method == TuningMethod.Preference)
        {
            _buffer.Append(PreferredToRejected);
            _buffer.Append(rejected);
        }

        _buffer.Append(method == TuningMethod.Preference ? EndOfRejected : EndOfAnswer);
    }

    public void Write(TuningExample example, TuningMethod method)
    {
        if (example.Json != null)
        {
            _buffer.AppendLine(example.Json);
            _buffer.Append((byte)'\n');
        }
        else
        {
            _buffer.Append(StartOfPrompt);
            JsonText.Append(_buffer, example.TextInput);
            _buffer.Append(method == TuningMethod.Preference ? PromptToPreferred : PromptToAnswer);
            JsonText.Append(_buffer, example.Output);
            if (method == TuningMethod.Preference)
            {
                _buffer.Append(PreferredToRejected);
                JsonText.Append(_buffer, example.RejectedOutput!);
            }

            _buffer.Append(method == TuningMethod.Preference ? EndOfRejected : EndOfAnswer);
        }
    }
}
