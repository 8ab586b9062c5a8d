using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Binding;

/// <summary>Takes specs as PowerShell users have them: paths, files, hashtables and objects.</summary>
internal sealed class SpecInput(PSCmdlet cmdlet)
{
    private int _count;

    /// <summary>How to read the data that the specs name.</summary>
    public DatasetOptions Dataset { get; init; } = new();

    /// <summary>What goes before the specs' own values.</summary>
    public Func<TuningRequest, TuningRequest> Override { get; init; } = static request => request;

    /// <summary>Resolves paths; a spec that is no path stays as it is.</summary>
    /// <param name="items">The specs.</param>
    /// <returns>Full paths, and dictionaries.</returns>
    public IEnumerable<object> Resolve(IEnumerable<object> items) => items.SelectMany(item =>
        (item is PSObject wrapped ? wrapped.BaseObject : item) switch
        {
            string path => SpecPaths.Resolve(cmdlet, path),
            FileInfo file => [file.FullName],
            null or ValueType or FileSystemInfo => throw CmdletErrors.SpecInvalid(item),
            _ => (IEnumerable<object>)[Plain(item)!],
        });

    /// <summary>Reads and checks a spec.</summary>
    /// <param name="context">The connection that it is for.</param>
    /// <param name="spec">One of what <see cref="Resolve"/> gave.</param>
    /// <returns>Its jobs.</returns>
    public IReadOnlyList<TuningSpec> Read(TuningContext context, object spec) => Engine.Tuning.Specs.Read(context, spec, new TuningSpecOptions
    {
        Source = "spec " + ++_count,
        Folder = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        Dataset = Dataset,
        Override = Override,
    });

    // Objects of PowerShell become dictionaries, since the engine knows no PowerShell.
    private static object? Plain(object? item)
    {
        object? value = item is PSObject wrapped ? wrapped.BaseObject : item;
        switch (value)
        {
            case IDictionary table:
                var copy = new OrderedDictionary(StringComparer.Ordinal);
                foreach (DictionaryEntry entry in table)
                {
                    copy[entry.Key.ToString()!] = Plain(entry.Value);
                }

                return copy;
            case PSCustomObject:
                var row = new OrderedDictionary(StringComparer.Ordinal);
                foreach (PSPropertyInfo property in PSObject.AsPSObject(item!).Properties)
                {
                    row[property.Name] = Plain(property.Value);
                }

                return row;
            case TuningResource resource:
                return resource.Name;
            case string or null:
                return value;
            case IEnumerable list:
                return list.Cast<object?>().Select(Plain).ToList();
            default:
                return value;
        }
    }
}
