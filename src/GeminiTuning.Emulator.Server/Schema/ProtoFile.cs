using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Emulator.Schema;

/// <summary>
/// Reads the part of the protocol buffer language that the schemas in <c>Protos</c> use: messages, enumerations, oneofs,
/// maps, services and the annotations <c>google.api.http</c> and <c>google.api.field_behavior</c>.
/// </summary>
internal sealed class ProtoFile
{
    private readonly ProtoTokenizer _tokens;

    public ProtoFile(string source)
    {
        _tokens = new ProtoTokenizer(source);
        while (!_tokens.AtEnd)
        {
            ReadTopLevel();
        }
    }

    public string Package { get; private set; } = "";

    public List<MessageDescriptor> Messages { get; } = [];

    public List<EnumDescriptor> Enums { get; } = [];

    public List<ProtoMethod> Methods { get; } = [];

    private void ReadTopLevel()
    {
        var comment = _tokens.Comment;
        var keyword = _tokens.Read();
        switch (keyword)
        {
            case "syntax":
                _tokens.Expect("=");
                _tokens.Read();
                _tokens.Expect(";");
                break;
            case "package":
                Package = _tokens.Read();
                _tokens.Expect(";");
                break;
            case "message":
                ReadMessage(Package, comment);
                break;
            case "enum":
                ReadEnum(Package);
                break;
            case "service":
                ReadService();
                break;
            default:
                throw new FormatException($"The schema has '{keyword}' where a message, an enum or a service belongs.");
        }
    }

    private void ReadMessage(string scope, string comment)
    {
        var fullName = scope + "." + _tokens.Read();
        var fields = new List<FieldDescriptor>();
        _tokens.Expect("{");
        while (!_tokens.Skip("}"))
        {
            var fieldComment = _tokens.Comment;
            if (_tokens.Skip("message"))
            {
                ReadMessage(fullName, fieldComment);
            }
            else if (_tokens.Skip("enum"))
            {
                ReadEnum(fullName);
            }
            else if (_tokens.Skip("oneof"))
            {
                var oneof = _tokens.Read();
                _tokens.Expect("{");
                while (!_tokens.Skip("}"))
                {
                    fields.Add(ReadField(_tokens.Comment, oneof));
                }
            }
            else
            {
                fields.Add(ReadField(fieldComment, oneof: null));
            }
        }

        Messages.Add(new MessageDescriptor(fullName, Package, comment, fields));
    }

    private FieldDescriptor ReadField(string comment, string? oneof)
    {
        var repeated = _tokens.Skip("repeated");
        var optional = _tokens.Skip("optional");
        var map = false;
        var type = _tokens.Read();
        if (string.Equals(type, "map", StringComparison.Ordinal))
        {
            map = true;
            _tokens.Expect("<");
            _tokens.Expect("string");
            _tokens.Expect(",");
            type = _tokens.Read();
            _tokens.Expect(">");
        }

        var name = _tokens.Read();
        _tokens.Expect("=");
        var number = int.Parse(_tokens.Read(), CultureInfo.InvariantCulture);
        var jsonName = ToJsonName(name);
        var behavior = FieldBehavior.None;
        if (_tokens.Skip("["))
        {
            do
            {
                if (_tokens.Skip("json_name"))
                {
                    _tokens.Expect("=");
                    jsonName = _tokens.ReadString();
                }
                else
                {
                    behavior |= ReadBehavior();
                }
            }
            while (_tokens.Skip(","));
            _tokens.Expect("]");
        }

        _tokens.Expect(";");
        return new FieldDescriptor
        {
            Name = name,
            JsonName = jsonName,
            Number = number,
            TypeName = type,
            IsRepeated = repeated,
            IsMap = map,
            HasPresence = optional || oneof is not null,
            Oneof = oneof,
            Behavior = behavior,
            Comment = comment,
        };
    }

    private FieldBehavior ReadBehavior()
    {
        _tokens.Expect("(");
        _tokens.Expect("google.api.field_behavior");
        _tokens.Expect(")");
        _tokens.Expect("=");
        var word = _tokens.Read();
        return word switch
        {
            "REQUIRED" => FieldBehavior.Required,
            "OUTPUT_ONLY" => FieldBehavior.OutputOnly,
            "INPUT_ONLY" => FieldBehavior.InputOnly,
            "IMMUTABLE" => FieldBehavior.Immutable,
            _ => throw new FormatException($"The schema has the unknown field behavior '{word}'."),
        };
    }

    private void ReadEnum(string scope)
    {
        var fullName = scope + "." + _tokens.Read();
        var values = new List<KeyValuePair<string, int>>();
        _tokens.Expect("{");
        while (!_tokens.Skip("}"))
        {
            var name = _tokens.Read();
            _tokens.Expect("=");
            values.Add(new KeyValuePair<string, int>(name, int.Parse(_tokens.Read(), CultureInfo.InvariantCulture)));
            _tokens.Expect(";");
        }

        Enums.Add(new EnumDescriptor(fullName, values));
    }

    private void ReadService()
    {
        var service = Package + "." + _tokens.Read();
        _tokens.Expect("{");
        while (!_tokens.Skip("}"))
        {
            var comment = _tokens.Comment;
            _tokens.Expect("rpc");
            var name = _tokens.Read();
            _tokens.Expect("(");
            var input = _tokens.Read();
            _tokens.Expect(")");
            _tokens.Expect("returns");
            _tokens.Expect("(");
            var streaming = _tokens.Skip("stream");
            var output = _tokens.Read();
            _tokens.Expect(")");
            _tokens.Expect("{");
            _tokens.Expect("option");
            _tokens.Expect("(");
            _tokens.Expect("google.api.http");
            _tokens.Expect(")");
            _tokens.Expect("=");
            var bindings = new List<HttpBinding>();
            ReadHttpRule(bindings);
            _tokens.Expect(";");
            _tokens.Expect("}");
            Methods.Add(new ProtoMethod(service, Package, name, input, output, streaming, bindings, comment));
        }
    }

    private void ReadHttpRule(List<HttpBinding> bindings)
    {
        string verb = "", path = "", body = "";
        var additional = new List<HttpBinding>();
        _tokens.Expect("{");
        while (!_tokens.Skip("}"))
        {
            if (_tokens.Skip("additional_bindings"))
            {
                ReadHttpRule(additional);
                continue;
            }

            var key = _tokens.Read();
            _tokens.Expect(":");
            var value = _tokens.ReadString();
            if (string.Equals(key, "body", StringComparison.Ordinal))
            {
                body = value;
            }
            else
            {
                verb = key.ToUpperInvariant();
                path = value;
            }
        }

        bindings.Add(new HttpBinding(verb, path, body));
        bindings.AddRange(additional);
    }

    private static string ToJsonName(string name) =>
        string.Concat(name.Split('_').Select((word, index) =>
            index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
