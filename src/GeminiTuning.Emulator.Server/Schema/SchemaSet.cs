using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GeminiTuning.Emulator.Schema;

/// <summary>The message types and methods of a set of schema files.</summary>
internal sealed class SchemaSet
{
    private static readonly Dictionary<string, FieldKind> BuiltIn = new(StringComparer.Ordinal)
    {
        ["double"] = FieldKind.Double,
        ["float"] = FieldKind.Float,
        ["int32"] = FieldKind.Int32,
        ["int64"] = FieldKind.Int64,
        ["bool"] = FieldKind.Bool,
        ["string"] = FieldKind.String,
        ["bytes"] = FieldKind.Bytes,
        ["google.protobuf.Timestamp"] = FieldKind.Timestamp,
        ["google.protobuf.Duration"] = FieldKind.Duration,
        ["google.protobuf.FieldMask"] = FieldKind.FieldMask,
        ["google.protobuf.Struct"] = FieldKind.Struct,
        ["google.protobuf.Value"] = FieldKind.Value,
        ["google.protobuf.Any"] = FieldKind.Any,
    };

    private readonly Dictionary<string, MessageDescriptor> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumDescriptor> _enums = new(StringComparer.Ordinal);

    private SchemaSet(IReadOnlyList<ProtoFile> files)
    {
        foreach (var file in files)
        {
            file.Messages.ForEach(message => _messages.Add(message.FullName, message));
            file.Enums.ForEach(@enum => _enums.Add(@enum.FullName, @enum));
        }

        foreach (var message in _messages.Values)
        {
            foreach (var field in message.Fields)
            {
                Resolve(field, message.FullName);
            }
        }

        Methods = [.. files.SelectMany(file => file.Methods).Select(Resolve)];
    }

    public IReadOnlyList<MethodDescriptor> Methods { get; }

    public MessageDescriptor this[string fullName] =>
        _messages.TryGetValue(fullName, out var message)
            ? message
            : throw new ArgumentException($"The schema has no message '{fullName}'.", nameof(fullName));

    /// <summary>Reads schema files that are built into this assembly.</summary>
    public static SchemaSet Load(params string[] names) => Load(text => text, names);

    /// <summary>Reads schema files that are built into this assembly, each edited first.</summary>
    public static SchemaSet Load(Func<string, string> edit, params string[] names) =>
        new([.. names.Select(name => new ProtoFile(edit(ReadResource(name))))]);

    private static string ReadResource(string name)
    {
        using var stream = typeof(SchemaSet).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no schema '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Resolve(FieldDescriptor field, string scope)
    {
        if (BuiltIn.TryGetValue(field.TypeName, out var kind))
        {
            field.Resolve(kind);
            return;
        }

        foreach (var candidate in Candidates(field.TypeName, scope))
        {
            if (_messages.TryGetValue(candidate, out var message))
            {
                field.Resolve(message);
                return;
            }

            if (_enums.TryGetValue(candidate, out var @enum))
            {
                field.Resolve(@enum);
                return;
            }
        }

        throw new FormatException($"The type '{field.TypeName}' of {scope}.{field.Name} is not in the schema.");
    }

    private MethodDescriptor Resolve(ProtoMethod method) => new()
    {
        Name = method.Name,
        Service = method.Service,
        Input = ResolveMessage(method.Input, method.Package),
        Output = ResolveMessage(method.Output, method.Package),
        IsStreaming = method.IsStreaming,
        Bindings = method.Bindings,
        Comment = method.Comment,
    };

    private MessageDescriptor ResolveMessage(string name, string scope) =>
        Candidates(name, scope).Select(candidate => _messages.TryGetValue(candidate, out var message) ? message : null)
            .FirstOrDefault(message => message is not null)
        ?? throw new FormatException($"The message '{name}' is not in the schema.");

    /// <summary>The names that a name can stand for: in its own scope, in the scopes around it, and in full.</summary>
    private static IEnumerable<string> Candidates(string name, string scope)
    {
        while (scope.Length > 0)
        {
            yield return scope + "." + name;
            scope = scope.Substring(0, Math.Max(0, scope.LastIndexOf('.')));
        }

        yield return name;
    }
}
