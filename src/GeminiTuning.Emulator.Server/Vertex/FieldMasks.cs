using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads the update masks of resources.</summary>
internal static class FieldMasks
{
    /// <summary>The fields that an update changes.</summary>
    /// <param name="request">A request with an <c>update_mask</c>.</param>
    /// <param name="given">The resource of the request.</param>
    /// <param name="mutable">The fields that can be changed.</param>
    public static HashSet<string> Read(Message request, Message given, IReadOnlyList<string> mutable)
    {
        var mask = request.GetString("update_mask");
        if (mask.Trim() is "" or "*")
        {
            return new HashSet<string>(mutable.Where(field => mask.Trim() is "*" || given.Has(field)), StringComparer.Ordinal);
        }

        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in mask.Split(',').Select(path => path.Trim()))
        {
            var dot = path.IndexOf('.');
            var field = given.Descriptor.Find(dot < 0 ? path : path.Substring(0, dot))
                ?? throw new ApiException(RpcCode.InvalidArgument, $"Invalid field mask: there is no field '{path}'.");
            if (mutable.Contains(field.Name, StringComparer.Ordinal))
            {
                fields.Add(field.Name);
            }
            else if (!field.Is(FieldBehavior.OutputOnly))
            {
                throw new ApiException(RpcCode.InvalidArgument, $"The field '{path}' cannot be updated. The fields that can are {string.Join(", ", mutable)}.");
            }
        }

        return fields;
    }

    /// <summary>A copy of a resource with the fields of another one.</summary>
    public static Message Apply(Message resource, Message given, IEnumerable<string> fields)
    {
        var changed = resource.Copy();
        foreach (var field in fields)
        {
            changed.Set(field, given[given.Descriptor[field]]);
        }

        return changed;
    }
}
