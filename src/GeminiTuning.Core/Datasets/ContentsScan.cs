using System;
using System.Collections.Generic;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Sees in one pass that a line is sound for supervised tuning as it stands, if it has nothing but turns of text. Whatever
/// else it has is for <see cref="ContentsRules"/> to judge.
/// </summary>
internal static class ContentsScan
{
    /// <summary>Whether the line is sound.</summary>
    /// <param name="line">The line.</param>
    /// <param name="texts">Takes where its texts stand, in their order.</param>
    /// <param name="answer">Which of the texts is the answer.</param>
    public static bool IsSound(ReadOnlySpan<byte> line, List<JsonSlice> texts, out int answer)
    {
        texts.Clear();
        answer = -1;
        var reader = new Utf8JsonReader(line);
        try
        {
            return IsRow(ref reader, texts, ref answer) && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsRow(ref Utf8JsonReader reader, List<JsonSlice> texts, ref int answer)
    {
        var hasContents = false;
        var hasSystem = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!hasContents && reader.ValueTextEquals("contents"u8))
            {
                hasContents = true;
                if (!AreTurns(ref reader, texts))
                {
                    return false;
                }

                answer = texts.Count - 1;
            }
            else if (!hasSystem && (reader.ValueTextEquals("systemInstruction"u8) || reader.ValueTextEquals("system_instruction"u8)))
            {
                hasSystem = true;
                if (!IsContent(ref reader, texts, out var isModel) || isModel)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        return hasContents && reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool AreTurns(ref Utf8JsonReader reader, List<JsonSlice> texts)
    {
        var endsWithModel = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (IsContent(ref reader, texts, out var isModel, needsRole: true))
        {
            endsWithModel = isModel;
        }

        return endsWithModel && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool IsContent(ref Utf8JsonReader reader, List<JsonSlice> texts, out bool isModel, bool needsRole = false)
    {
        isModel = false;
        var hasRole = false;
        var hasParts = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!hasRole && reader.ValueTextEquals("role"u8))
            {
                hasRole = reader.Read() && reader.TokenType == JsonTokenType.String;
                isModel = hasRole && reader.ValueTextEquals("model"u8);
                if (!hasRole || !(isModel || reader.ValueTextEquals("user"u8) || (!needsRole && reader.ValueTextEquals("system"u8))))
                {
                    return false;
                }
            }
            else if (!hasParts && reader.ValueTextEquals("parts"u8))
            {
                hasParts = true;
                if (!AreTexts(ref reader, texts))
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        return hasParts && (hasRole || !needsRole) && reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool AreTexts(ref Utf8JsonReader reader, List<JsonSlice> texts)
    {
        var any = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            JsonSlice text = default;
            any = reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("text"u8)
                && reader.Read() && JsonSlice.TryTake(ref reader, out text) && text.Length > 0
                && reader.Read() && reader.TokenType == JsonTokenType.EndObject;
            if (!any)
            {
                return false;
            }

            texts.Add(text);
        }

        return any && reader.TokenType == JsonTokenType.EndArray;
    }
}
