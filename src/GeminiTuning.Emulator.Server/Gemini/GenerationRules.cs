using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The rules of requests to generate content.</summary>
internal static class GenerationRules
{
    private const string Request = "GenerateContentRequest";
    private const int MaxTunedInputLength = 40_000;
    private const int MaxStopSequences = 5;
    private const int MaxCandidates = 8;

    /// <summary>Checks the parts of a request that do not depend on the model.</summary>
    public static void Check(Message request)
    {
        var rules = new RequestRules(Request);
        CheckContents(request.GetMessages("contents"), rules);
        if (request.GetMessage("generation_config") is { } config)
        {
            CheckConfig(config, rules);
        }

        rules.ThrowIfBroken();
    }

    /// <summary>Checks what a tuned model cannot do.</summary>
    public static void CheckTuned(Message request, string baseModel)
    {
        if (request.Has("system_instruction"))
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Developer instruction is not enabled for {baseModel}");
        }

        if (request.GetMessages("contents").Count > 1)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Multiturn chat is not enabled for {baseModel}");
        }

        var config = request.GetMessage("generation_config");
        var mimeType = config?.GetString("response_mime_type") ?? "";
        if (mimeType is not ("" or "text/plain") || config?.Has("response_schema") == true || config?.Has("response_json_schema_ordered") == true)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Json mode is not enabled for {baseModel}");
        }

        var length = TextOf(request).Length;
        if (length > MaxTunedInputLength)
        {
            throw RequestRules.Broken(Request, "contents", FormattableString.Invariant($"The input is {length} characters long; a tuned model takes at most {MaxTunedInputLength}."));
        }
    }

    /// <summary>The text of a request.</summary>
    public static string TextOf(Message request) => TextOf(request.GetMessages("contents"));

    /// <summary>The text of a conversation.</summary>
    public static string TextOf(IEnumerable<Message> contents) => string.Join(
        "\n", contents.Select(content => string.Concat(content.GetMessages("parts").Select(part => part.GetString("text")))));

    private static void CheckContents(IReadOnlyList<Message> contents, RequestRules rules)
    {
        rules.Require(contents.Count > 0, "contents", "contents is not specified");
        for (var i = 0; i < contents.Count; i++)
        {
            var path = "contents[" + i.ToString(CultureInfo.InvariantCulture) + "]";
            rules.Require(contents[i].GetString("role") is "" or "user" or "model", path + ".role", "Please use a valid role: user, model.");
            var parts = contents[i].GetMessages("parts");
            rules.Require(parts.Count > 0, path + ".parts", "contents.parts must not be empty.");
            for (var j = 0; j < parts.Count; j++)
            {
                var partPath = path + ".parts[" + j.ToString(CultureInfo.InvariantCulture) + "]";
                var data = parts[j].Descriptor.Fields.FirstOrDefault(field => field.Oneof is "data" && parts[j][field] is not null);
                rules.Require(data is not null, partPath + ".data", "required oneof field 'data' must have one initialized field");
                rules.Require(data is null || data.Name is "text", partPath + "." + data?.Name, "The models of the emulator understand text only.");
            }
        }

        if (rules.AreKept)
        {
            rules.Require(contents[contents.Count - 1].GetString("role") is not "model", "contents", "Please ensure that the last content is from the user.");
        }
    }

    private static void CheckConfig(Message config, RequestRules rules)
    {
        const string Path = "generation_config.";
        rules.Require(!(config.GetFloat("temperature") is { } temperature && !(temperature is >= 0 and <= 2)), Path + "temperature", "temperature must be in the range [0.0, 2.0].");
        rules.Require(!(config.GetFloat("top_p") is { } topP && !(topP is >= 0 and <= 1)), Path + "top_p", "top_p must be in the range [0.0, 1.0].");
        rules.Require(!(config.GetInt32("top_k") < 1), Path + "top_k", "top_k must be at least 1.");
        rules.Require(!(config.GetInt32("max_output_tokens") < 1), Path + "max_output_tokens", "max_output_tokens must be positive.");
        rules.Require(
            !(config.GetInt32("candidate_count") is { } candidates && candidates is < 1 or > MaxCandidates),
            Path + "candidate_count",
            FormattableString.Invariant($"candidate_count must be in the range [1, {MaxCandidates}]."));
        rules.Require(
            config.GetList<string>("stop_sequences").Count <= MaxStopSequences,
            Path + "stop_sequences",
            FormattableString.Invariant($"At most {MaxStopSequences} stop sequences are allowed."));
    }
}
