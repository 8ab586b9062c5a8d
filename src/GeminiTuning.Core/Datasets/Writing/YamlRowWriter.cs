using System.IO;
using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Writes a list of maps. Texts are in quotation marks, in which every character has a way to be written.</summary>
internal sealed class YamlRowWriter : IRowWriter
{
    private readonly StreamWriter _text;
    private readonly Emitter _yaml;
    private readonly RowForm _form;

    public YamlRowWriter(Stream target, RowForm form)
    {
        _form = form;
        _text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        _yaml = new Emitter(_text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        _yaml.Emit(new StreamStart());
        _yaml.Emit(new DocumentStart(null, null, isImplicit: true));
        _yaml.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
    }

    public string? Problem(TuningExample example) => null;

    public void Write(TuningExample example)
    {
        using var row = JsonDocument.Parse(_form.Convert(example).Written);
        Write(row.RootElement);
    }

    public void Finish()
    {
        _yaml.Emit(new SequenceEnd());
        _yaml.Emit(new DocumentEnd(isImplicit: true));
        _yaml.Emit(new StreamEnd());
        _text.Flush();
    }

    public void Dispose() => _text.Dispose();

    private void Write(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _yaml.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var member in value.EnumerateObject())
                {
                    WriteText(member.Name);
                    Write(member.Value);
                }

                _yaml.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                _yaml.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var item in value.EnumerateArray())
                {
                    Write(item);
                }

                _yaml.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!);
                break;
            default:
                WriteScalar(value.GetRawText(), ScalarStyle.Plain);
                break;
        }
    }

    private void WriteText(string text) => WriteScalar(text, IsName(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);

    private void WriteScalar(string text, ScalarStyle style) => _yaml.Emit(
        new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));

    // The names of fields read better without quotation marks.
    private static bool IsName(string text) => text is "text_input" or "output" or ContentsNames.Contents or ContentsNames.Role or ContentsNames.Parts
        or ContentsNames.Text or ContentsNames.Completions or ContentsNames.Completion or ContentsNames.Score or ContentsNames.User or ContentsNames.Model;
}
