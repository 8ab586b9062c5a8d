using System.Globalization;
using System.Text;

namespace GeminiTuning.Emulator.Json;

/// <summary>Writes JSON in the service's layout: two spaces a level, or everything on one line.</summary>
internal sealed class JsonOutput(bool pretty)
{
    private readonly StringBuilder _text = new();
    private int _level;
    private bool _hasSibling;
    private bool _afterName;

    public static string Write(JsonValue value, bool pretty)
    {
        var output = new JsonOutput(pretty);
        output.Value(value);
        return output.ToString();
    }

    public void BeginObject() => Begin('{');

    public void EndObject() => End('}');

    public void BeginArray() => Begin('[');

    public void EndArray() => End(']');

    public void Name(string name)
    {
        Separate();
        Quote(name);
        _text.Append(pretty ? ": " : ":");
        _afterName = true;
    }

    public void String(string value)
    {
        Separate();
        Quote(value);
        _hasSibling = true;
    }

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public void Literal(string value)
    {
        Separate();
        _text.Append(value);
        _hasSibling = true;
    }

    public void Value(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                BeginObject();
                foreach (var member in value.Members)
                {
                    Name(member.Key);
                    Value(member.Value);
                }

                EndObject();
                break;
            case JsonKind.Array:
                BeginArray();
                foreach (var item in value.Items)
                {
                    Value(item);
                }

                EndArray();
                break;
            case JsonKind.String:
                String(value.Text);
                break;
            default:
                Literal(value.Text);
                break;
        }
    }

    public override string ToString() => _text.ToString();

    private void Begin(char bracket)
    {
        Separate();
        _text.Append(bracket);
        _level++;
        _hasSibling = false;
    }

    private void End(char bracket)
    {
        _level--;
        if (_hasSibling)
        {
            NewLine();
        }

        _text.Append(bracket);
        _hasSibling = true;
    }

    private void Separate()
    {
        if (_afterName)
        {
            _afterName = false;
            return;
        }

        if (_hasSibling)
        {
            _text.Append(',');
        }

        if (_level > 0)
        {
            NewLine();
        }
    }

    private void NewLine()
    {
        if (pretty)
        {
            _text.Append('\n').Append(' ', 2 * _level);
        }
    }

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"' or '\\':
                    _text.Append('\\').Append(character);
                    break;
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                case < ' ' or '<' or '>' or '\u007f' or '\u2028' or '\u2029':
                    _text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    _text.Append(character);
                    break;
            }
        }

        _text.Append('"');
    }
}
