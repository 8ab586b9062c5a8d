using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The methods that call models.</summary>
internal sealed class GenerationMethods(ModelCatalogue catalogue, TunedModelAccess access, SchemaSet schema)
{
    private const string Service = GeminiSurface.Package + ".GenerativeService.";
    private readonly ConcurrentDictionary<string, LanguageModel> _baseModels = new(StringComparer.Ordinal);
    private readonly MessageDescriptor _response = schema[GeminiSurface.Package + ".GenerateContentResponse"];
    private readonly MessageDescriptor _candidate = schema[GeminiSurface.Package + ".Candidate"];
    private readonly MessageDescriptor _content = schema[GeminiSurface.Package + ".Content"];
    private readonly MessageDescriptor _part = schema[GeminiSurface.Package + ".Part"];
    private readonly MessageDescriptor _usage = schema[GeminiSurface.Package + ".GenerateContentResponse.UsageMetadata"];
    private readonly MessageDescriptor _modalityCount = schema[GeminiSurface.Package + ".ModalityTokenCount"];

    public void AddTo(MethodTable methods)
    {
        methods.Add(Service + "GenerateContent", Generate);
        methods.AddStream(Service + "StreamGenerateContent", Stream);
        methods.Add(Service + "CountTokens", CountTokens);
    }

    private Message Generate(ApiCall call)
    {
        var target = FindTarget(call);
        var answers = AnswerAll(call.Request, target);
        var candidates = answers.Select((answer, index) => (object)Candidate(index, answer.Text, FinishReason(answer))).ToList();
        return Response(call.Request, target, candidates, answers.Sum(answer => answer.TokenCount));
    }

    private List<Message> Stream(ApiCall call)
    {
        var target = FindTarget(call);
        var responses = new List<Message>();
        var answers = AnswerAll(call.Request, target);
        var soFar = 0;
        for (var index = 0; index < answers.Count; index++)
        {
            var answer = answers[index];
            var pieces = answer.Pieces.Count == 0 ? [""] : answer.Pieces;
            for (var i = 0; i < pieces.Count; i++)
            {
                var isLast = i == pieces.Count - 1;
                var tokens = soFar + (int)((long)answer.TokenCount * (i + 1) / pieces.Count);
                responses.Add(Response(call.Request, target, [Candidate(index, pieces[i], isLast ? FinishReason(answer) : null)], tokens));
            }

            soFar += answer.TokenCount;
        }

        return responses;
    }

    private Message CountTokens(ApiCall call)
    {
        catalogue.Require(call.Request.GetString("model"), ModelCatalogue.CountTokens, call.Version);
        var contents = call.Request.GetMessages("contents");
        var inner = call.Request.GetMessage("generate_content_request");
        if (contents.Count > 0 && inner is not null)
        {
            throw RequestRules.Broken("CountTokensRequest", "contents", "Only one of contents and generate_content_request can be specified.");
        }

        if (contents.Count == 0 && inner is null)
        {
            throw RequestRules.Broken("CountTokensRequest", "contents", "contents is not specified");
        }

        var all = inner is null ? contents : [.. inner.GetMessages("contents"), .. inner.GetMessage("system_instruction") is { } instruction ? new[] { instruction } : []];
        var count = LanguageModel.CountTokens(GenerationRules.TextOf(all));
        return new Message(call.Method.Output)
            .Set("total_tokens", count)
            .Set("prompt_tokens_details", TextTokens(count));
    }

    private GenerationTarget FindTarget(ApiCall call)
    {
        var name = call.Request.GetString("model");
        if (name.StartsWith("models/", StringComparison.Ordinal))
        {
            var model = catalogue.Require(name, ModelCatalogue.GenerateContent, call.Version);
            GenerationRules.Check(call.Request);
            return new GenerationTarget(name, model, _baseModels.GetOrAdd(name, LanguageModel.CreateBase), model.Temperature, model.TopP, model.TopK);
        }

        var tuned = access.Require(name, call.Caller, PermissionRole.Reader);
        var baseModel = catalogue.Require(tuned.BaseModel, ModelCatalogue.GenerateContent, call.Version);
        if (tuned.State != ModelState.Active)
        {
            throw new ApiException(RpcCode.FailedPrecondition, $"Tuned model {name} cannot be used: its state is {tuned.State.ToString().ToUpperInvariant()}, not ACTIVE.");
        }

        GenerationRules.Check(call.Request);
        GenerationRules.CheckTuned(call.Request, tuned.BaseModel);
        return new GenerationTarget(name, baseModel, tuned.Weights!.Model, tuned.Temperature, tuned.TopP, tuned.TopK);
    }

    private static List<Answer> AnswerAll(Message request, GenerationTarget target)
    {
        var config = request.GetMessage("generation_config");
        var prompt = GenerationRules.TextOf(request);
        var seed = config?.GetInt32("seed") ?? RandomSeed();
        var limit = Math.Min(config?.GetInt32("max_output_tokens") ?? target.BaseModel.OutputTokenLimit, target.BaseModel.OutputTokenLimit);
        var options = new SamplingOptions
        {
            Temperature = config?.GetFloat("temperature") ?? target.Temperature ?? 1,
            TopP = config?.GetFloat("top_p") ?? target.TopP ?? 1,
            TopK = config?.GetInt32("top_k") ?? target.TopK ?? 0,
            MaxOutputTokens = limit,
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

    private Message Candidate(int index, string text, string? finishReason)
    {
        var content = new Message(_content)
            .Set("parts", new List<object> { new Message(_part).Set("text", text) })
            .Set("role", "model");
        var candidate = new Message(_candidate).Set("content", content).Set("index", index);
        return finishReason is null ? candidate : candidate.SetEnum("finish_reason", finishReason);
    }

    private Message Response(Message request, GenerationTarget target, List<object> candidates, int candidateTokens)
    {
        var instruction = request.GetMessage("system_instruction");
        var promptTokens = LanguageModel.CountTokens(GenerationRules.TextOf(request))
            + (instruction is null ? 0 : LanguageModel.CountTokens(GenerationRules.TextOf([instruction])));
        var usage = new Message(_usage)
            .Set("prompt_token_count", promptTokens)
            .Set("candidates_token_count", candidateTokens)
            .Set("total_token_count", promptTokens + candidateTokens);
        return new Message(_response)
            .Set("candidates", candidates)
            .Set("usage_metadata", usage)
            .Set("model_version", target.Name.StartsWith("models/", StringComparison.Ordinal) ? target.Name.Substring("models/".Length) : target.Name);
    }

    private List<object> TextTokens(int count) => [new Message(_modalityCount).SetEnum("modality", "TEXT").Set("token_count", count)];
}
