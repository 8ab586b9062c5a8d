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
        if (method == TuningMethod.Preference)
        {
            Write(StartOfPrompt, input, PromptToPreferred, output);
            Write(PreferredToRejected, rejected, EndOfRejected, default);
        }
        else
        {
            Write(StartOfPrompt, input, PromptToAnswer, output);
            _buffer.Append(EndOfAnswer);
        }
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

    private void Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth)
    {
        var length = first.Length + second.Length + third.Length + fourth.Length;
        var target = _buffer.GetSpan(length);
        first.CopyTo(target);
        second.CopyTo(target = target.Slice(first.Length));
        third.CopyTo(target = target.Slice(second.Length));
        fourth.CopyTo(target.Slice(third.Length));
        _buffer.Advance(length);
    }
}
