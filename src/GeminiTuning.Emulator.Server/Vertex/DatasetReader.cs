using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// Reads the examples of a dataset. Media are counted as supported, for the service learns from them, but the emulator's
/// models read text only. The first fault ends it, with the number of the example.
/// </summary>
internal sealed class DatasetReader
{
    private const int MaxQuotedLength = 400;
    private const string TextOnly = "[text]";
    private const string TextAndMedia = "[text, image, audio, video, document]";
    private static readonly string[] Modalities =
    [
        "functionCall", "functionResponse", "executableCode", "codeExecutionResult", "inlineData", "fileData",
    ];

    private readonly string _line;
    private readonly int _number;
    private readonly int _count;
    private readonly bool _takesMedia;

    private DatasetReader(string line, int number, int count, bool takesMedia)
    {
        _line = line;
        _number = number;
        _count = count;
        _takesMedia = takesMedia;
    }

    public static IReadOnlyList<SupervisedExample> ReadSupervised(IReadOnlyList<string> lines) =>
        [.. lines.Select((line, index) => new DatasetReader(line, index + 1, lines.Count, takesMedia: true).ReadSupervised())];

    public static IReadOnlyList<PreferenceDatasetExample> ReadPreferences(IReadOnlyList<string> lines) =>
        [.. lines.Select((line, index) => new DatasetReader(line, index + 1, lines.Count, takesMedia: false).ReadPreference())];

    private SupervisedExample ReadSupervised()
    {
        var example = Parse();
        var turns = ReadTurns(example);
        Require(turns.Any(turn => !turn.IsModel), "has no turn with the role user in the \"contents\" field.");
        Require(turns[turns.Count - 1].IsModel, "does not end with a turn with the role model in the \"contents\" field.");
        return new SupervisedExample(ReadInstruction(example), turns);
    }

    private PreferenceDatasetExample ReadPreference()
    {
        var example = Parse();
        var turns = ReadTurns(example);
        Require(!turns[turns.Count - 1].IsModel, "does not end with a turn with the role user in the \"contents\" field.");
        var completions = (example.Member("completions")?.Items ?? []).Select(ReadCompletion).ToList();
        Require(completions.Count >= 2, "has fewer than two answers in the \"completions\" field.");
        Require(
            completions.Select(completion => completion.Score).Distinct().Skip(1).Any(),
            "has the same score for all answers in the \"completions\" field, so none is preferred.");
        return new PreferenceDatasetExample(ReadInstruction(example), turns, completions);
    }

    private JsonValue Parse()
    {
        JsonValue example;
        try
        {
            example = JsonParser.Parse(_line);
        }
        catch (JsonSyntaxException exception)
        {
            throw Fault("is not valid JSON. " + exception.Message);
        }

        Require(example.Kind == JsonKind.Object, "is not a JSON object.");
        Require(
            example.Member("messages") is null,
            "has a \"messages\" field, which is the format of earlier models. Use \"contents\".");
        return example;
    }

    private List<DatasetTurn> ReadTurns(JsonValue example)
    {
        var contents = example.Member("contents")?.Items ?? [];
        Require(contents.Count > 0, "has no turns in the \"contents\" field.");
        return [.. contents.Select(ReadTurn)];
    }

    private DatasetTurn ReadTurn(JsonValue content)
    {
        var role = content.Member("role")?.Text ?? "";
        Require(role is "user" or "model", $"has the role '{role}' in the \"contents\" field. Please use a valid role: user, model.");
        return new DatasetTurn(role, ReadParts(content));
    }

    private PreferenceCompletion ReadCompletion(JsonValue completion)
    {
        var score = 0d;
        var hasScore = completion.Member("score") is { Kind: JsonKind.Number or JsonKind.String } value
            && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out score);
        Require(hasScore, "has an answer without a score in the \"completions\" field.");
        var content = completion.Member("completion");
        var role = content?.Member("role")?.Text ?? "";
        Require(content is not null && role is "model", $"has an answer with the role '{role}' in the \"completions\" field. Please use the role model.");
        return new PreferenceCompletion(score, ReadParts(content!));
    }

    private string ReadInstruction(JsonValue example) =>
        (example.Member("systemInstruction") ?? example.Member("system_instruction")) is { Kind: JsonKind.Object } instruction
            ? ReadParts(instruction)
            : "";

    private string ReadParts(JsonValue content)
    {
        var parts = content.Member("parts");
        var items = parts is null ? [] : parts.Kind == JsonKind.Object ? [parts] : parts.Items;
        Require(items.Count > 0, "has a turn without any \"parts\".");
        return string.Concat(items.Select(ReadPart));
    }

    private string ReadPart(JsonValue part)
    {
        if (part.Member("text") is { Kind: JsonKind.String } text)
        {
            return text.Text;
        }

        var member = part.Members.Select(candidate => ToCamelCase(candidate.Key)).FirstOrDefault(name => Modalities.Contains(name, StringComparer.Ordinal));
        Require(member is not null, "has a part without text in the \"parts\" field.");
        Require(
            _takesMedia && member is "inlineData" or "fileData",
            $"contains an unsupported modality [{Describe(member!)}] in the \"parts\" field, which is not supported by this model. The supported modalities are: {(_takesMedia ? TextAndMedia : TextOnly)}.");
        return "";
    }

    private static string ToCamelCase(string name) => string.Concat(name.Split('_').Select((word, index) =>
        index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <summary>The words of a name: <c>function call</c>.</summary>
    private static string Describe(string name) =>
        string.Concat(name.Select(character => char.IsUpper(character) ? " " + char.ToLowerInvariant(character) : character.ToString()));

    private void Require(bool kept, string problem)
    {
        if (!kept)
        {
            throw Fault(problem);
        }
    }

    private DatasetException Fault(string problem)
    {
        var quoted = _line.Length > MaxQuotedLength ? _line.Substring(0, MaxQuotedLength) + "..." : _line;
        return new DatasetException(FormattableString.Invariant($"Dataset example {_number} of {_count} {problem} JSON: {quoted}"));
    }
}
