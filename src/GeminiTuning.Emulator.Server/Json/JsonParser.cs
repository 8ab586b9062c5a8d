using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GeminiTuning.Emulator.Json;

/// <summary>
/// Reads JSON as the service does: trailing commas are allowed (Google's own samples have them), comments are not, and
/// an error quotes the place.
/// </summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 100;
    private const int ContextLength = 20;
    private readonly string _text;
    private int _position;
    private int _depth;

    private JsonParser(string text) => _text = text;

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position >= _text.Length;

    /// <summary>Reads one value and makes sure that nothing follows it.</summary>
    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        var value = parser.ReadValue();
        parser.SkipWhiteSpace();
        return parser.AtEnd ? value : throw parser.Error("Parsing terminated before end of input.");
    }

    private JsonValue ReadValue()
    {
        SkipWhiteSpace();
        if (AtEnd)
        {
            throw Error("Unexpected end of string. Expected a value.");
        }

        switch (Current)
        {
            case '{':
                return Nested(ReadObject);
            case '[':
                return Nested(ReadArray);
            case '"':
                return JsonValue.String(ReadString());
            case 't':
                return ReadWord("true", JsonValue.True);
            case 'f':
                return ReadWord("false", JsonValue.False);
            case 'n':
                return ReadWord("null", JsonValue.Null);
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            case '}' or ']' or ',' or ':':
                throw Error("Expected a value.");
            default:
                throw Error("Unexpected token.");
        }
    }

    private JsonValue Nested(Func<JsonValue> read)
    {
        if (++_depth > MaxDepth)
        {
            throw Error("Message too deep. Max recursion depth reached.");
        }

        var value = read();
        _depth--;
        return value;
    }

    private JsonValue ReadObject()
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        _position++;
        while (true)
        {
            SkipWhiteSpace();
            if (Current == '}')
            {
                _position++;
                return JsonValue.Object(members);
            }

            if (Current != '"')
            {
                throw Error(AtEnd ? "Unexpected end of string. Expected an object key or }." : "Expected an object key or }.");
            }

            var name = ReadString();
            SkipWhiteSpace();
            if (Current != ':')
            {
                throw Error("Expected : between key:value pair.");
            }

            _position++;
            members.Add(new KeyValuePair<string, JsonValue>(name, ReadValue()));
            SkipWhiteSpace();
            if (Current == ',')
            {
                _position++;
            }
            else if (Current != '}')
            {
                throw Error(AtEnd ? "Unexpected end of string. Expected , or } after key:value pair." : "Expected , or } after key:value pair.");
            }
        }
    }

    private JsonValue ReadArray()
    {
        var items = new List<JsonValue>();
        _position++;
        while (true)
        {
            SkipWhiteSpace();
            if (Current == ']')
            {
                _position++;
                return JsonValue.Array(items);
            }

            items.Add(ReadValue());
            SkipWhiteSpace();
            if (Current == ',')
            {
                _position++;
            }
            else if (Current != ']')
            {
                throw Error(AtEnd ? "Unexpected end of string. Expected , or ] after array value." : "Expected , or ] after array value.");
            }
        }
    }

    private JsonValue ReadWord(string word, JsonValue value)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Error("Unexpected token.");
        }

        _position += word.Length;
        return value;
    }

    private JsonValue ReadNumber()
    {
        var start = _position;
        if (Current == '-')
        {
            _position++;
        }

        if (Current == '0')
        {
            _position++;
        }
        else
        {
            ReadDigits();
        }

        if (Current == '.')
        {
            _position++;
            ReadDigits();
        }

        if (Current is 'e' or 'E')
        {
            _position++;
            if (Current is '+' or '-')
            {
                _position++;
            }

            ReadDigits();
        }

        if (IsWordCharacter(Current))
        {
            throw Error("Unable to parse number.");
        }

        return JsonValue.Number(_text.Substring(start, _position - start));
    }

    private void ReadDigits()
    {
        var start = _position;
        while (Current is >= '0' and <= '9')
        {
            _position++;
        }

        if (_position == start)
        {
            throw Error("Unable to parse number.");
        }
    }

    private string ReadString()
    {
        var opening = _position++;
        var builder = new StringBuilder();
        while (true)
        {
            if (AtEnd)
            {
                _position = opening;
                throw Error("Closing quote expected in string.");
            }

            var character = Current;
            switch (character)
            {
                case '"':
                    _position++;
                    return builder.ToString();
                case '\\':
                    _position++;
                    builder.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Error("Unescaped control character in string.");
                default:
                    builder.Append(character);
                    _position++;
                    break;
            }
        }
    }

    private char ReadEscape()
    {
        var character = Current;
        _position++;
        switch (character)
        {
            case '"' or '\\' or '/':
                return character;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                if (_position + 4 > _text.Length
                    || !ushort.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    throw Error("Illegal hex string.");
                }

                _position += 4;
                return (char)code;
            default:
                _position--;
                throw Error("Invalid escape sequence.");
        }
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '.';

    private void SkipWhiteSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private JsonSyntaxException Error(string problem)
    {
        var begin = Math.Max(0, _position - ContextLength);
        var end = Math.Min(_text.Length, _position + ContextLength);
        return new JsonSyntaxException($"{problem}\n{_text.Substring(begin, end - begin)}\n{new string(' ', Math.Min(_position, end) - begin)}^");
    }
}
