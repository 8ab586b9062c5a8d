using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;

namespace GeminiTuning.Module.Tests.Canaries;

/// <summary>Every text that somebody can get at who has what a script wrote.</summary>
internal static class ShownText
{
    private const int Depth = 5;

    public static IEnumerable<string> Of(RunResult result)
    {
        PSDataStreams streams = result.Streams;
        return result.Output.SelectMany(static item => Of(item).Append(PSSerializer.Serialize(item, 4)))
            .Concat(result.Errors.SelectMany(Of))
            .Concat(streams.Verbose.Select(static record => record.Message))
            .Concat(streams.Debug.Select(static record => record.Message))
            .Concat(streams.Warning.Select(static record => record.Message))
            .Concat(streams.Information.Select(static record => $"{record} {record.Source} {string.Join(' ', record.Tags)}"))
            .Concat(streams.Progress.Select(Of));
    }

    public static string Of(ProgressRecord record) => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}";

    private static IEnumerable<string> Of(ErrorRecord record)
    {
        for (Exception? exception = record.Exception; exception is not null; exception = exception.InnerException)
        {
            yield return exception.ToString();
            foreach (string text in Of((object)exception))
            {
                yield return text;
            }
        }

        yield return $"{record} {record.FullyQualifiedErrorId} {record.CategoryInfo} {record.CategoryInfo.TargetName} {record.ErrorDetails?.Message} {record.ErrorDetails?.RecommendedAction} {record.ScriptStackTrace}";
        yield return PSSerializer.Serialize(record, 2);
        foreach (string text in Of(record.TargetObject).Concat(Of(record.InvocationInfo?.BoundParameters)).Append(record.InvocationInfo?.Line ?? string.Empty))
        {
            yield return text;
        }
    }

    private static List<string> Of(object? item)
    {
        var texts = new List<string>();
        Walk(item is PSObject wrapped ? wrapped.BaseObject : item, texts, new HashSet<object>(ReferenceEqualityComparer.Instance), Depth);
        if (item is PSObject extended)
        {
            texts.AddRange(extended.Properties.Where(static property => property.IsInstance).Select(static property => $"{property.Value}"));
        }

        return texts;
    }

    private static void Walk(object? item, List<string> texts, HashSet<object> seen, int depth)
    {
        // Reflection's own objects hold the program and no data of it.
        if (item is null or SecureString or MemberInfo or Assembly or System.Reflection.Module or Delegate || depth == 0 || !seen.Add(item))
        {
            return;
        }

        texts.Add($"{item}");
        switch (item)
        {
            case string:
            case ValueType:
            case object when item.GetType().Namespace?.StartsWith("System.Management.Automation", StringComparison.Ordinal) == true:
                return;
            case IDictionary pairs:
                foreach (DictionaryEntry pair in pairs)
                {
                    Walk(pair.Key, texts, seen, depth - 1);
                    Walk(pair.Value, texts, seen, depth - 1);
                }

                return;
            case IEnumerable list:
                foreach (object? part in list)
                {
                    Walk(part, texts, seen, depth - 1);
                }

                return;
            default:
                foreach (PropertyInfo property in item!.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.GetIndexParameters().Length == 0))
                {
                    Walk(Value(property, item), texts, seen, depth - 1);
                }

                return;
        }
    }

    private static object? Value(PropertyInfo property, object item)
    {
        try
        {
            return property.GetValue(item);
        }
        catch (TargetInvocationException e)
        {
            return e.ToString();
        }
    }
}
