using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>A change to a tuned model, checked: which fields, and their new values.</summary>
internal sealed class TunedModelUpdate
{
    private const string Request = "UpdateTunedModelRequest";

    private static readonly string[] Mutable =
        ["display_name", "description", "temperature", "top_p", "top_k", "reader_project_numbers"];

    private readonly Message _given;
    private readonly HashSet<string> _fields;

    /// <summary>Reads a change.</summary>
    /// <param name="given">The tuned model of the request; what it says of fields that cannot change is not looked at.</param>
    /// <param name="mask">The update mask; <see langword="null"/> for all fields that are given.</param>
    public TunedModelUpdate(Message given, string? mask)
    {
        _given = given;
        var rules = new RequestRules(Request);
        _fields = string.IsNullOrEmpty(mask)
            ? new HashSet<string>(Mutable.Where(given.Has), StringComparer.Ordinal)
            : ReadMask(mask!, given.Descriptor, rules);
        TunedModelRules.Check(given, rules);
        rules.ThrowIfBroken();
    }

    public TunedModelRecord Apply(TunedModelRecord model)
    {
        var defaults = ModelCatalogue.FindKnown(model.BaseModel);
        return model with
        {
            DisplayName = Changes("display_name") ? _given.GetString("display_name") : model.DisplayName,
            Description = Changes("description") ? _given.GetString("description") : model.Description,
            Temperature = Changes("temperature") ? _given.GetFloat("temperature") ?? defaults?.Temperature : model.Temperature,
            TopP = Changes("top_p") ? _given.GetFloat("top_p") ?? defaults?.TopP : model.TopP,
            TopK = Changes("top_k") ? _given.GetInt32("top_k") ?? defaults?.TopK : model.TopK,
            ReaderProjectNumbers = Changes("reader_project_numbers") ? _given.GetList<long>("reader_project_numbers") : model.ReaderProjectNumbers,
        };
    }

    private bool Changes(string field) => _fields.Contains(field);

    private static HashSet<string> ReadMask(string mask, MessageDescriptor type, RequestRules rules)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in mask.Split(',').Select(path => path.Trim()))
        {
            if (path is "*")
            {
                fields.UnionWith(Mutable);
                continue;
            }

            if (FindField(type, path) is not { } field)
            {
                rules.Add("update_mask", $"Invalid field mask: tuned_model has no field '{path}'.");
            }
            else if (Mutable.Contains(field.Name, StringComparer.Ordinal))
            {
                fields.Add(field.Name);
            }
            else if (!field.Is(FieldBehavior.OutputOnly))
            {
                rules.Add("update_mask", $"The field '{path}' cannot be changed once the tuned model is created. The fields that can are {string.Join(", ", Mutable)}.");
            }
        }

        return fields;
    }

    /// <summary>The first field of a path that exists to its end, or <see langword="null"/>.</summary>
    private static FieldDescriptor? FindField(MessageDescriptor type, string path)
    {
        FieldDescriptor? first = null;
        MessageDescriptor? scope = type;
        foreach (var name in path.Split('.'))
        {
            var field = scope?.Find(name);
            if (field is null)
            {
                return null;
            }

            first ??= field;
            scope = field.Message;
        }

        return first;
    }
}
