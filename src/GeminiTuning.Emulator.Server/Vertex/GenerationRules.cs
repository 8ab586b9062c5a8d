using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The rules of requests to generate content.</summary>
internal static class GenerationRules
{
    public const int MaxOutputTokens = 65_536;
    private const int MaxStopSequences = 5;
    private const int MaxCandidates = 8;
    private const string LearnMore = "Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini";

    public static void Check(Message request)
    {
        CheckContents(request.GetMessages("contents"));
        if (request.GetMessage("generation_config") is { } config)
        {
            CheckConfig(config);
        }
    }

    public static void CheckContents(IReadOnlyList<Message> contents)
    {
        Require(contents.Count > 0, "at least one contents field is required.");
        foreach (var content in contents)
        {
            Require(content.GetString("role") is "user" or "model", "Please use a valid role: user, model..");
            var parts = content.GetMessages("parts");
            Require(parts.Count > 0, "it must include at least one parts field, which describes the prompt input.");
            foreach (var part in parts)
            {
                var data = part.Descriptor.Fields.FirstOrDefault(field => field.Oneof is "data" && part[field] is not null);
                Require(data is not null, "it must have a text parameter. Add a text parameter and try again.");
                Require(data?.Name is "text", $"it has {data?.JsonName}. The models of the emulator understand text only.");
            }
        }

        Require(contents[contents.Count - 1].GetString("role") is "user", "Please ensure that the last turn of the conversation is from the user.");
    }

    private static void CheckConfig(Message config)
    {
        RequireRange(config.GetFloat("temperature"), 0, 2, "temperature");
        RequireRange(config.GetFloat("top_p"), 0, 1, "topP");
        RequireRange(config.GetFloat("top_k"), 1, float.MaxValue, "topK");
        RequireRange(config.GetInt32("max_output_tokens"), 1, int.MaxValue, "maxOutputTokens");
        RequireRange(config.GetInt32("candidate_count"), 1, MaxCandidates, "candidateCount");
        Require(config.GetList<string>("stop_sequences").Count <= MaxStopSequences, FormattableString.Invariant($"it has more than {MaxStopSequences} stopSequences."));
    }

    private static void RequireRange(float? value, float least, float most, string name) => Require(
        value is null || (value >= least && value <= most),
        FormattableString.Invariant($"it has a {name} value of {value} but the supported range is from {least} (inclusive) to {most} (inclusive). Update the value and try again."));

    private static void Require(bool kept, string problem)
    {
        if (!kept)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Unable to submit request because {problem} {LearnMore}");
        }
    }
}
