using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// The base models. The service lists none that can be tuned, so that these come from a dated file; a name that is not
/// in it is never refused because of that.
/// </summary>
internal sealed class ModelCatalogue
{
    private const string Prefix = "publishers/google/models/";
    private static readonly Lazy<TunableModelFile> File = new(Read);

    private readonly VertexClient _client;
    private readonly VertexScope _scope;

    public ModelCatalogue(VertexClient client, VertexScope scope)
    {
        _client = client;
        _scope = scope;
    }

    private static IReadOnlyList<TunableModel> Models => File.Value.Models ?? [];

    public Page<GeminiModel> List(CallOptions options)
    {
        options.Trace.Verbose("Models that can be tuned, as of " + File.Value.Date + " (" + File.Value.Source + "); others may be too.");
        return new Page<GeminiModel>(Models.Select(Map).ToArray(), null);
    }

    public async Task<GeminiModel> GetAsync(string name, CallOptions options)
    {
        var parsed = VertexName.Parse(name, _scope);
        if (parsed.Kind != ResourceKind.PublisherModel)
        {
            throw VertexErrors.ModelNameInvalid(name);
        }

        var full = parsed.WithoutPlace();
        if (Models.FirstOrDefault(model => string.Equals(Prefix + model.Id, full, StringComparison.Ordinal)) is { } known)
        {
            return Map(known);
        }

        var wire = await _client.GetAsync(full, string.Empty, VertexJson.Default.WirePublisherModel, options).ConfigureAwait(false);
        return new GeminiModel
        {
            Name = wire.Name ?? full,
            Backend = TuningBackend.VertexAI,
            Project = _scope.Project,
            Location = _scope.Location,
            Version = wire.VersionId,
            SupportedGenerationMethods = ["generateContent"],
        };
    }

    private GeminiModel Map(TunableModel model) => new()
    {
        Name = Prefix + model.Id,
        Backend = TuningBackend.VertexAI,
        Project = _scope.Project,
        Location = _scope.Location,
        DisplayName = model.DisplayName,
        Description = model.Description,
        SupportedGenerationMethods = ["generateContent", "createTunedModel"],
    };

    private static TunableModelFile Read()
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("TunableModels.json")
            ?? throw new InvalidOperationException("The list of models is not in the assembly.");
        return JsonSerializer.Deserialize(stream, VertexJson.Default.TunableModelFile)
            ?? throw new InvalidOperationException("The list of models is empty.");
    }
}
