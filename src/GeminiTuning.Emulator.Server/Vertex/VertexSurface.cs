using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// Vertex AI as far as it has to do with tuning: a surface for each of its two versions over one state. It is called
/// with access tokens only.
/// </summary>
internal sealed class VertexSurface : IDisposable
{
    public const string Host = "aiplatform.googleapis.com";
    private readonly TuningJobRuns _runs;

    private VertexSurface(TuningJobRuns runs, IReadOnlyList<ApiSurface> surfaces)
    {
        _runs = runs;
        Surfaces = surfaces;
    }

    public IReadOnlyList<ApiSurface> Surfaces { get; }

    public static VertexSurface Create(VertexStore store, IObjectReader objects, TimeProvider timeProvider, TimeSpan duration, int? jobQuota)
    {
        var versions = new[] { VertexSchema.V1, VertexSchema.V1Beta1 };
        var schemas = versions.ToDictionary(version => version, VertexSchema.Load, StringComparer.Ordinal);
        var newest = schemas[VertexSchema.V1Beta1];
        var changes = new RegistryChanges(store, timeProvider);
        var operations = new RegistryOperations(store, changes, timeProvider, duration);
        var answers = new OperationAnswers(schemas, store);
        var runs = new TuningJobRuns(store, objects, new TunedModelUpload(store, newest), timeProvider, duration);
        var jobs = new TuningJobMethods(store, new TuningJobCreation(store, objects, timeProvider), runs, jobQuota);
        var surfaces = versions.Select(version =>
        {
            var table = new MethodTable();
            var methods = new VertexMethods(table, VertexSchema.Package(version), operations);
            jobs.AddTo(methods);
            new ModelMethods(store, changes, operations, answers, timeProvider).AddTo(methods);
            new EndpointMethods(store, changes, operations, answers, timeProvider).AddTo(methods);
            new OperationMethods(store, operations, answers, timeProvider).AddTo(methods);
            new ContextMethods(store, newest).AddTo(methods);
            new TensorboardMethods(store, newest).AddTo(methods);
            new GenerationMethods(store, timeProvider).AddTo(methods);
            PublisherModelMethods.AddTo(methods, version);
            return new ApiSurface
            {
                Name = "aiplatform",
                Title = "Vertex AI API",
                Host = Host,
                SchemaVersion = version,
                Versions = [version],
                Schema = schemas[version],
                Methods = table,
                AcceptsApiKey = _ => false,
                Scopes = method => OAuthScopes.VertexAI(method.Service.EndsWith(".PredictionService", StringComparison.Ordinal)
                    || (method.IsRead && method.Service.EndsWith(".TensorboardService", StringComparison.Ordinal))),
                MissingCredential = "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
            };
        });
        return new VertexSurface(runs, [.. surfaces]);
    }

    public void Dispose() => _runs.Dispose();
}
