using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;
using TextOfContents = GeminiTuning.Emulator.Gemini.GenerationRules;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods that call models: those of endpoints, and the base models.</summary>
internal sealed class GenerationMethods(VertexStore store, TimeProvider timeProvider)
{
    private const float DefaultTemperature = 1;
    private const float DefaultTopP = 0.95f;
    private const int DefaultTopK = 64;

    public void AddTo(VertexMethods methods)
    {
        methods.Add("PredictionService.GenerateContent", Generate);
        methods.AddStream("PredictionService.StreamGenerateContent", Stream);
        methods.Add("LlmUtilityService.CountTokens", CountTokens);
    }

    private Message Generate(ApiCall call)
    {
        var target = FindTarget(call.Request.GetString("model"));
        var answers = AnswerAll(call.Request, target);
        var type = call.Method.Output["candidates"].Message!;
        var candidates = answers.Select((answer, index) => (object)Candidate(type, index, answer.Text, FinishReason(answer))).ToList();
        return Response(call, target, VertexIds.Create(), candidates, answers.Sum(answer => answer.TokenCount));
    }

    private List<Message> Stream(ApiCall call)
    {
        var target = FindTarget(call.Request.GetString("model"));
        var type = call.Method.Output["candidates"].Message!;
        var id = VertexIds.Create();
        var responses = new List<Message>();
        var tokens = 0;
        var answers = AnswerAll(call.Request, target);
        for (var index = 0; index < answers.Count; index++)
        {
            var answer = answers[index];
            tokens += answer.TokenCount;
            var pieces = answer.Pieces.Count == 0 ? [""] : answer.Pieces;
            for (var i = 0; i < pieces.Count; i++)
            {
                var isLast = i == pieces.Count - 1;
                responses.Add(Response(call, target, id, [Candidate(type, index, pieces[i], isLast ? FinishReason(answer) : null)], isLast ? tokens : null));
            }
        }

        return responses;
    }

    private Message CountTokens(ApiCall call)
    {
        FindTarget(call.Request.GetString("endpoint"));
        GenerationRules.CheckContents(call.Request.GetMessages("contents"));
        var count = CountPrompt(call.Request);
        return new Message(call.Method.Output)
            .Set("total_tokens", count)
            .Set("total_billable_characters", TextOfContents.TextOf(call.Request).Count(character => !char.IsWhiteSpace(character)))
            .Set("prompt_tokens_details", TextTokens(call.Method.Output["prompt_tokens_details"].Message!, count));
    }

    private GenerationTarget FindTarget(string requested)
    {
        var name = VertexNames.Canonical(requested);
        var segments = name.Split('/');
        var kind = segments[segments.Length - 2];
        if (kind is "endpoints")
        {
            return FindDeployed(name);
        }

        var publisher = name.IndexOf(VertexBaseModels.Publisher, StringComparison.Ordinal);
        if (publisher < 0)
        {
            // The name of a tuned model, which is not called by it.
            throw new ApiException(
                RpcCode.InvalidArgument,
                $"The Model name {requested} is malformed and it should be in form of projects/{{project}}/locations/{{location}}/publishers/google/models/{{model}}");
        }

        var model = VertexBaseModels.Find(name.Substring(publisher))
            ?? throw new ApiException(RpcCode.NotFound, $"Publisher Model `{name}` was not found or your project does not have access to it. Please ensure you are using a valid model version.");
        return new GenerationTarget(LanguageModel.CreateBase(model.Id), model.Id);
    }

    private GenerationTarget FindDeployed(string name)
    {
        var endpoint = store.Endpoints.Find(name) ?? throw new ApiException(
            RpcCode.NotFound, $"The Endpoint \"{name}\" is not found.");
        var deployed = endpoint.DeployedModels.FirstOrDefault(candidate => endpoint.Resource.GetMap("traffic_split").ContainsKey(candidate.GetString("id")))
            ?? throw new ApiException(RpcCode.FailedPrecondition, $"The Endpoint \"{name}\" has no deployed model.");
        var version = ModelLookup.Require(store, $"{deployed.GetString("model")}@{deployed.GetString("model_version_id")}").Version;
        return new GenerationTarget(version.FindCheckpoint(deployed.GetString("checkpoint_id"))!.Weights.Model, version.BaseModel);
    }

    private static List<Answer> AnswerAll(Message request, GenerationTarget target)
    {
        GenerationRules.Check(request);
        var config = request.GetMessage("generation_config");
        var prompt = TextOfContents.TextOf(request);
        var seed = config?.GetInt32("seed") ?? RandomSeed();
        var options = new SamplingOptions
        {
            Temperature = config?.GetFloat("temperature") ?? DefaultTemperature,
            TopP = config?.GetFloat("top_p") ?? DefaultTopP,
            TopK = (int)Math.Min(config?.GetFloat("top_k") ?? DefaultTopK, 1_000_000),
            MaxOutputTokens = Math.Min(config?.GetInt32("max_output_tokens") ?? GenerationRules.MaxOutputTokens, GenerationRules.MaxOutputTokens),
            StopSequences = config?.GetList<string>("stop_sequences") ?? [],
        };
        return
        [
            .. Enumerable.Range(0, config?.GetInt32("candidate_count") ?? 1)
                .Select(index => target.Model.Generate(prompt, options with { Seed = unchecked(seed + index) })),
        ];
    }

    private static int RandomSeed()
    {
        var bytes = new byte[sizeof(int)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return BitConverter.ToInt32(bytes, 0);
    }

    private static string FinishReason(Answer answer) => answer.ReachedLimit ? "MAX_TOKENS" : "STOP";

    private static Message Candidate(MessageDescriptor type, int index, string text, string? finishReason)
    {
        var contentType = type["content"].Message!;
        var content = new Message(contentType)
            .Set("role", "model")
            .Set("parts", new List<object> { new Message(contentType["parts"].Message!).Set("text", text) });
        var candidate = new Message(type).Set("content", content).Set("index", index);
        return finishReason is null ? candidate : candidate.SetEnum("finish_reason", finishReason);
    }

    private Message Response(ApiCall call, GenerationTarget target, string id, List<object> candidates, int? candidateTokens)
    {
        var type = call.Method.Output;
        var response = new Message(type)
            .Set("candidates", candidates)
            .Set("model_version", target.BaseModel)
            .Set("create_time", WireTime.Micros(timeProvider.GetUtcNow()))
            .Set("response_id", id);
        if (candidateTokens is not { } count)
        {
            // The service counts with the end of an answer.
            return response;
        }

        var promptTokens = CountPrompt(call.Request);
        var usageType = type["usage_metadata"].Message!;
        return response.Set("usage_metadata", new Message(usageType)
            .Set("prompt_token_count", promptTokens)
            .Set("candidates_token_count", count)
            .Set("total_token_count", promptTokens + count)
            .SetEnum("traffic_type", "ON_DEMAND")
            .Set("prompt_tokens_details", TextTokens(usageType["prompt_tokens_details"].Message!, promptTokens))
            .Set("candidates_tokens_details", TextTokens(usageType["candidates_tokens_details"].Message!, count)));
    }

    private static int CountPrompt(Message request) => LanguageModel.CountTokens(TextOfContents.TextOf(request))
        + (request.GetMessage("system_instruction") is { } instruction ? LanguageModel.CountTokens(TextOfContents.TextOf([instruction])) : 0);

    private static List<object> TextTokens(MessageDescriptor type, int count) => [new Message(type).SetEnum("modality", "TEXT").Set("token_count", count)];
}
