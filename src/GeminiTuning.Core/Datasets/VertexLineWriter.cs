using System;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Writes examples in the form that Vertex AI takes, one a line.</summary>
internal sealed class VertexLineWriter : IDisposable
{
    private static readonly JsonEncodedText Contents = JsonEncodedText.Encode(ContentsNames.Contents);
    private static readonly JsonEncodedText Role = JsonEncodedText.Encode(ContentsNames.Role);
    private static readonly JsonEncodedText Parts = JsonEncodedText.Encode(ContentsNames.Parts);
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode(ContentsNames.Text);
    private static readonly JsonEncodedText Completions = JsonEncodedText.Encode(ContentsNames.Completions);
    private static readonly JsonEncodedText Score = JsonEncodedText.Encode(ContentsNames.Score);
    private static readonly JsonEncodedText Completion = JsonEncodedText.Encode(ContentsNames.Completion);
    private static readonly JsonEncodedText User = JsonEncodedText.Encode(ContentsNames.User);
    private static readonly JsonEncodedText Model = JsonEncodedText.Encode(ContentsNames.Model);

    private readonly LineBuffer _buffer;
    private readonly Utf8JsonWriter _writer;

    public VertexLineWriter(LineBuffer buffer)
    {
        _buffer = buffer;

        // Relaxed: nothing here ends up in a web page, and letters of other scripts stay one character long.
        _writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public void Write(TuningExample example, TuningMethod method)
    {
        if (example.Json != null)
        {
            _buffer.AppendLine(example.Json);
        }
        else
        {
            WritePair(example, method);
            _writer.Flush();
            _writer.Reset();
        }

        _buffer.Append((byte)'\n');
    }

    public void Dispose() => _writer.Dispose();

    private void WritePair(TuningExample example, TuningMethod method)
    {
        _writer.WriteStartObject();
        _writer.WriteStartArray(Contents);
        WriteTurn(User, example.TextInput);
        if (method != TuningMethod.Preference)
        {
            WriteTurn(Model, example.Output);
        }

        _writer.WriteEndArray();
        if (method == TuningMethod.Preference)
        {
            _writer.WriteStartArray(Completions);
            WriteCompletion(1, example.Output);
            WriteCompletion(0, example.RejectedOutput!);
            _writer.WriteEndArray();
        }

        _writer.WriteEndObject();
    }

    private void WriteCompletion(int score, string text)
    {
        _writer.WriteStartObject();
        _writer.WriteNumber(Score, score);
        _writer.WritePropertyName(Completion);
        WriteTurn(Model, text);
        _writer.WriteEndObject();
    }

    private void WriteTurn(JsonEncodedText role, string text)
    {
        _writer.WriteStartObject();
        _writer.WriteString(Role, role);
        _writer.WriteStartArray(Parts);
        _writer.WriteStartObject();
        _writer.WriteString(Text, text);
        _writer.WriteEndObject();
        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }
}
