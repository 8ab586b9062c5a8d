using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Schema;

/// <summary>A message type.</summary>
internal sealed class MessageDescriptor
{
    private readonly Dictionary<string, FieldDescriptor> _byName = new(StringComparer.Ordinal);

    public MessageDescriptor(string fullName, string package, string comment, IEnumerable<FieldDescriptor> fields)
    {
        FullName = fullName;
        Package = package;
        Comment = comment;
        Fields = [.. fields.OrderBy(field => field.Number)];
        foreach (var field in Fields)
        {
            _byName[field.Name] = field;
        }

        // The schema's own names win, as a few fields have a JSON name that is another field's name.
        foreach (var field in Fields.Where(field => !_byName.ContainsKey(field.JsonName)))
        {
            _byName[field.JsonName] = field;
        }
    }

    public string FullName { get; }

    public string Package { get; }

    public string Comment { get; }

    /// <summary>The fields in the order of their numbers, which is the order of answers.</summary>
    public IReadOnlyList<FieldDescriptor> Fields { get; }

    /// <summary>The name without the package: <c>LogprobsResult.Candidate</c>.</summary>
    public string Name => FullName.Substring(Package.Length + 1);

    /// <summary>The field of that name, in either spelling, or <see langword="null"/>.</summary>
    public FieldDescriptor? Find(string name) => _byName.TryGetValue(name, out var field) ? field : null;

    public FieldDescriptor this[string name] =>
        Find(name) ?? throw new ArgumentException($"{FullName} has no field '{name}'.", nameof(name));

    public override string ToString() => FullName;
}
