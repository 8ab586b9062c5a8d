using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Takes faults of the emulator as hashtables or objects with the same members, in their short form, or ready-made.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FaultAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Unwrap(inputData) is IList list ? list.Cast<object?>().Select(FaultOf).ToArray() : new[] { FaultOf(inputData) };

    private static EmulatorFault FaultOf(object? item)
    {
        try
        {
            return Unwrap(item) switch
            {
                EmulatorFault fault => EmulatorFaultRules.Check(fault),
                IDictionary table => EmulatorFaultReader.Read([.. table.Keys.Cast<object>().Select(key => Pair(key.ToString()!, table[key]))]),
                PSCustomObject => EmulatorFaultReader.Read([.. ((PSObject)item!).Properties.Select(static property => Pair(property.Name, property.Value))]),
                null => throw new ArgumentTransformationMetadataException("A fault is missing. Give one, such as '503:20%', or leave out -Fault."),
                var value => EmulatorFaultReader.Read(LanguagePrimitives.ConvertTo<string>(value)),
            };
        }
        catch (TuningException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    private static KeyValuePair<string, object?> Pair(string key, object? value) => new(key, Unwrap(value));

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
