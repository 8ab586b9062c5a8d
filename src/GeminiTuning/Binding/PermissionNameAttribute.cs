using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Lets a name parameter take permissions, live or deserialised, and any row or hashtable that carries the name of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PermissionNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IList list
            ? list.Cast<object>().Select(NameOf).ToArray()
            : NameOf(inputData);
    }

    private static string NameOf(object? item)
    {
        object? value = item is PSObject wrapped ? wrapped.BaseObject : item;
        string? name = value switch
        {
            string text => text,
            TunedModelPermission permission => permission.Name,
            IDictionary row => row["Name"]?.ToString(),
            PSCustomObject => ((PSObject)item!).Properties["Name"]?.Value?.ToString(),
            _ => null,
        };

        return string.IsNullOrWhiteSpace(name)
            ? throw new ArgumentTransformationMetadataException(
                $"Cannot take a permission's name from '{value}'. Give a name, or what Get-GeminiTunedModelPermission emits.")
            : name!.Trim();
    }
}
