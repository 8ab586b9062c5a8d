using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// The texts of a row as UTF-8 without escapes, whatever form the row has: one answer, perhaps a rejected one, and
/// everything else as input. The same object serves row after row; what it hands out is valid until the next.
/// </summary>
internal sealed class RowTexts
{
    public const string Input = "text_input";
    public const string Output = "output";
    public const string Rejected = "rejected_output";

    private readonly List<string> _fields = [];
    private Text[] _texts = new Text[4];
    private byte[] _scratch = new byte[1 << 12];
    private int _used;
    private bool _isContents;

    public int Count { get; private set; }

    /// <summary>How many bytes the texts have together.</summary>
    public int Length { get; private set; }

    /// <summary>All bytes of the row in one: to see quickly that something is in none of the texts. Escapes in it stand for single bytes only.</summary>
    public ReadOnlyMemory<byte> Whole { get; private set; }

    /// <summary>Whether a text has a control character, other than for tabs and line ends, that <see cref="Whole"/> has as an escape.</summary>
    public bool HasEscapedControl { get; private set; }

    public ReadOnlySpan<byte> this[int index] => new(_texts[index].Bytes, _texts[index].Start, _texts[index].Length);

    public TextKind KindOf(int index) => _texts[index].Kind;

    /// <summary>The name of a text's field, as users write it.</summary>
    public string FieldOf(int index)
    {
        if (_isContents && _fields.Count == 0)
        {
            using var document = JsonDocument.Parse(Whole);
            Walk(document.RootElement, static (_, _, _, _) => { });
        }

        return _fields.Count > 0 ? _fields[index] : KindOf(index) switch
        {
            TextKind.Input => Input,
            TextKind.Output => Output,
            _ => Rejected,
        };
    }

    public void Take(ReadOnlyMemory<byte> line, JsonSlice input, JsonSlice output, JsonSlice? rejected)
    {
        Clear(line, isContents: false);
        var bytes = Bytes(line);
        Add(bytes, input, TextKind.Input);
        Add(bytes, output, TextKind.Output);
        if (rejected is { } other)
        {
            Add(bytes, other, TextKind.Rejected);
        }
    }

    /// <summary>Takes a line in Vertex AI's form that has nothing but texts.</summary>
    public void Take(ReadOnlyMemory<byte> line, List<JsonSlice> texts, int answer)
    {
        Clear(line, isContents: true);
        var bytes = Bytes(line);
        for (var i = 0; i < texts.Count; i++)
        {
            Add(bytes, texts[i], i == answer ? TextKind.Output : TextKind.Input);
        }
    }

    public void Take(TuningExample example)
    {
        Clear(default, isContents: false);
        if (example.Json != null && TryTakeJson(example.Json))
        {
            return;
        }

        AddBytes(example.TextInput, TextKind.Input);
        AddBytes(example.Output, TextKind.Output);
        if (example.RejectedOutput != null)
        {
            AddBytes(example.RejectedOutput, TextKind.Rejected);
        }

        Whole = _scratch.AsMemory(0, _used);
    }

    private bool TryTakeJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Walk(document.RootElement, static (texts, text, kind, _) => texts.AddBytes(text, kind));
            Whole = _scratch.AsMemory(0, _used);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is wrong with it is for the rules of the form to say; here it has no texts then.
            Clear(default, isContents: false);
            return false;
        }
    }

    private void Walk(JsonElement row, Action<RowTexts, string, TextKind, string> take)
    {
        var found = new List<(string Text, TextKind Kind, string Field)>();
        foreach (var member in row.EnumerateObject())
        {
            if (member.NameEquals("systemInstruction") || member.NameEquals("system_instruction"))
            {
                WalkParts(member.Value, member.Name, TextKind.Input, found);
            }
            else if (member.NameEquals(ContentsNames.Contents) && member.Value.ValueKind == JsonValueKind.Array)
            {
                var index = 0;
                foreach (var turn in member.Value.EnumerateArray())
                {
                    WalkParts(turn, FormattableString.Invariant($"contents[{index++}]"), TextKind.Input, found);
                }

                // The answer of supervised tuning is the last text of the last turn.
                var isAnswer = index > 0 && !row.TryGetProperty(ContentsNames.Completions, out _)
                    && member.Value[index - 1] is { ValueKind: JsonValueKind.Object } last && ContentsNames.Is(last, ContentsNames.Role, ContentsNames.Model);
                if (isAnswer && found.Count > 0)
                {
                    found[found.Count - 1] = found[found.Count - 1] with { Kind = TextKind.Output };
                }
            }
            else if (member.NameEquals(ContentsNames.Completions) && member.Value.ValueKind == JsonValueKind.Array)
            {
                var index = 0;
                foreach (var item in member.Value.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object))
                {
                    var isPreferred = item.TryGetProperty(ContentsNames.Score, out var score) && score.ValueKind == JsonValueKind.Number && score.GetDouble() > 0;
                    if (item.TryGetProperty(ContentsNames.Completion, out var completion))
                    {
                        WalkParts(completion, FormattableString.Invariant($"completions[{index++}].completion"), isPreferred ? TextKind.Output : TextKind.Rejected, found);
                    }
                }
            }
        }

        foreach (var (text, kind, field) in found)
        {
            take(this, text, kind, field);
            _fields.Add(field);
        }
    }

    // A part that is no text, such as a file, still tells one row from another.
    private static void WalkParts(JsonElement content, string field, TextKind kind, List<(string Text, TextKind Kind, string Field)> found)
    {
        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty(ContentsNames.Parts, out var parts) || parts.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = 0;
        foreach (var part in parts.EnumerateArray())
        {
            var name = FormattableString.Invariant($"{field}.parts[{index++}]");
            var text = part.ValueKind == JsonValueKind.Object ? ContentsNames.TextOf(part, ContentsNames.Text) : null;
            found.Add((text ?? part.GetRawText(), kind, text == null ? name : name + ".text"));
        }
    }

    private void Clear(ReadOnlyMemory<byte> whole, bool isContents)
    {
        Count = 0;
        Length = 0;
        _fields.Clear();
        _used = 0;
        _isContents = isContents;
        HasEscapedControl = false;
        Whole = whole;
    }

    private void AddBytes(string text, TextKind kind)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, 0, text.Length, _scratch, _used);
        KeepScratch(count, kind);
    }

    // None of the escapes is one by number; JsonSlice takes no such text.
    private void Add(ArraySegment<byte> line, JsonSlice slice, TextKind kind)
    {
        if (slice.Plain == slice.Length)
        {
            Keep(line.Array!, line.Offset + slice.Start, slice.Length, kind);
            return;
        }

        var rest = line.AsSpan(slice.Start, slice.Length);
        var at = slice.Plain;
        Reserve(rest.Length);
        var target = _scratch.AsSpan(_used);
        var count = 0;
        while (at >= 0)
        {
            rest.Slice(0, at).CopyTo(target.Slice(count));
            count += at;
            HasEscapedControl |= rest[at + 1] is (byte)'b' or (byte)'f';
            target[count++] = Unescaped(rest[at + 1]);
            rest = rest.Slice(at + 2);
            at = rest.IndexOf((byte)'\\');
        }

        rest.CopyTo(target.Slice(count));
        KeepScratch(count + rest.Length, kind);
    }

    private static byte Unescaped(byte character) => character switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => character,
    };

    private static ArraySegment<byte> Bytes(ReadOnlyMemory<byte> line) =>
        MemoryMarshal.TryGetArray(line, out var segment) ? segment : new ArraySegment<byte>(line.ToArray());

    private void KeepScratch(int count, TextKind kind)
    {
        Keep(_scratch, _used, count, kind);
        _used += count;
    }

    private void Keep(byte[] bytes, int start, int length, TextKind kind)
    {
        if (Count == _texts.Length)
        {
            Array.Resize(ref _texts, Count * 2);
        }

        Length += length;
        ref var text = ref _texts[Count++];
        text.Bytes = bytes;
        text.Start = start;
        text.Length = length;
        text.Kind = kind;
    }

    // What was handed out before stays in the array that it was written to.
    private void Reserve(int count)
    {
        if (_scratch.Length - _used < count)
        {
            var larger = new byte[Math.Max(_scratch.Length * 2, _used + count)];
            _scratch.AsSpan(0, _used).CopyTo(larger);
            _scratch = larger;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Text
    {
        public byte[] Bytes;
        public int Start;
        public int Length;
        public TextKind Kind;
    }
}
