using System.Collections.Generic;

namespace GeminiTuning.Emulator.Schema;

/// <summary>
/// A message with the values of its fields: <see cref="double"/>, <see cref="float"/>, <see cref="int"/> (also for
/// enumerations), <see cref="long"/>, <see cref="bool"/>, <see cref="string"/> (also for times, durations and masks), byte
/// arrays, JSON values and messages; a list of these for a repeated field, a dictionary for a map.
/// </summary>
internal sealed class Message(MessageDescriptor descriptor)
{
    private readonly Dictionary<FieldDescriptor, object> _values = [];

    public MessageDescriptor Descriptor { get; } = descriptor;

    public object? this[FieldDescriptor field]
    {
        get => _values.TryGetValue(field, out var value) ? value : null;
        set
        {
            if (value is null)
            {
                _values.Remove(field);
            }
            else
            {
                _values[field] = value;
            }
        }
    }

    /// <summary>Sets a field by its name in the schema; <see langword="null"/> clears it.</summary>
    public Message Set(string name, object? value)
    {
        this[Descriptor[name]] = value;
        return this;
    }

    /// <summary>Sets an enumeration by the name of its value.</summary>
    public Message SetEnum(string name, string value) => Set(name, Descriptor[name].Enum!.NumberOf(value));

    /// <summary>A message with the same values, which can be changed without changing this one.</summary>
    public Message Copy()
    {
        var copy = new Message(Descriptor);
        foreach (var value in _values)
        {
            copy._values.Add(value.Key, value.Value);
        }

        return copy;
    }

    public bool Has(string name) => _values.ContainsKey(Descriptor[name]);

    public string GetString(string name) => this[Descriptor[name]] as string ?? "";

    public int? GetInt32(string name) => this[Descriptor[name]] as int?;

    public long? GetInt64(string name) => this[Descriptor[name]] as long?;

    public float? GetFloat(string name) => this[Descriptor[name]] as float?;

    public double? GetDouble(string name) => this[Descriptor[name]] as double?;

    public bool GetBool(string name) => this[Descriptor[name]] is true;

    public byte[]? GetBytes(string name) => this[Descriptor[name]] as byte[];

    public Message? GetMessage(string name) => this[Descriptor[name]] as Message;

    /// <summary>The name of an enumeration's value; the name of zero where none is set.</summary>
    public string GetEnum(string name)
    {
        var field = Descriptor[name];
        return field.Enum!.NameOf(this[field] as int? ?? 0);
    }

    public IReadOnlyList<Message> GetMessages(string name) => GetList<Message>(name);

    public IReadOnlyDictionary<string, object> GetMap(string name) =>
        this[Descriptor[name]] as Dictionary<string, object> ?? [];

    public IReadOnlyList<T> GetList<T>(string name)
    {
        var list = new List<T>();
        if (this[Descriptor[name]] is List<object> values)
        {
            foreach (var value in values)
            {
                list.Add((T)value);
            }
        }

        return list;
    }
}
