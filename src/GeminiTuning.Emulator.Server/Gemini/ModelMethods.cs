using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The methods of the models of the catalogue.</summary>
internal sealed class ModelMethods(ModelCatalogue catalogue)
{
    private const int DefaultPageSize = 50;

    public void AddTo(MethodTable methods)
    {
        methods.Add(GeminiSurface.Package + ".ModelService.GetModel", Get);
        methods.Add(GeminiSurface.Package + ".ModelService.ListModels", List);
    }

    private Message Get(ApiCall call)
    {
        var name = call.Request.GetString("name");
        var model = catalogue.Find(name)
            ?? throw new ApiException(RpcCode.NotFound, $"Model is not found: {name} for api version {call.Version}");
        return ToMessage(model, call.Method.Output);
    }

    private Message List(ApiCall call)
    {
        var models = catalogue.Offered.Select((model, index) => new KeyValuePair<long, BaseModel>(index + 1, model));
        var page = new Paging(call, DefaultPageSize, "").Cut(models, model => model.Key, out var nextPageToken);
        var type = call.Method.Output["models"].Message!;
        return new Message(call.Method.Output)
            .Set("models", page.Select(model => (object)ToMessage(model.Value, type)).ToList())
            .Set("next_page_token", nextPageToken);
    }

    private static Message ToMessage(BaseModel model, MessageDescriptor type) => new Message(type)
        .Set("name", model.Name)
        .Set("version", model.Version)
        .Set("display_name", model.DisplayName)
        .Set("description", model.Description)
        .Set("input_token_limit", model.InputTokenLimit)
        .Set("output_token_limit", model.OutputTokenLimit)
        .Set("supported_generation_methods", model.SupportedGenerationMethods.Cast<object>().ToList())
        .Set("temperature", model.Temperature)
        .Set("top_p", model.TopP)
        .Set("top_k", model.TopK)
        .Set("max_temperature", model.MaxTemperature)
        .Set("thinking", model.Thinking);
}
