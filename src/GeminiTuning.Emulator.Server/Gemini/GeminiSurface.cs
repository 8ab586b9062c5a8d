using System;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;
using GeminiTuning.Emulator.Tuning;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The Gemini API as far as it has to do with tuning.</summary>
internal static class GeminiSurface
{
    public const string Package = "google.ai.generativelanguage.v1beta";

    public static ApiSurface Create(ModelCatalogue catalogue, TuningStore store, TuningRuns runs, TimeProvider timeProvider, int? jobQuota)
    {
        var schema = SchemaSet.Load(
            "generativelanguage.tuning.proto",
            "generativelanguage.generation.proto",
            "generativelanguage.operations.proto",
            "longrunning.proto",
            "rpc.proto",
            "type.proto",
            "wellknown.proto");
        var tunedModels = new TunedModelMessages(schema);
        var operations = new OperationMessages(schema, tunedModels);
        var access = new TunedModelAccess(store);
        var creation = new TunedModelCreation(access, catalogue, timeProvider);
        var methods = new MethodTable();
        new ModelMethods(catalogue).AddTo(methods);
        new TunedModelMethods(store, access, creation, runs, tunedModels, operations, timeProvider, jobQuota).AddTo(methods);
        new OperationMethods(store, operations, timeProvider).AddTo(methods);
        new PermissionMethods(store, access, tunedModels).AddTo(methods);
        new GenerationMethods(catalogue, access, schema).AddTo(methods);
        return new ApiSurface
        {
            Name = "generativelanguage",
            Title = "Gemini API",
            Host = "generativelanguage.googleapis.com",
            SchemaVersion = "v1beta",
            Versions = ["v1beta", "v1"],
            Schema = schema,
            Methods = methods,
            AcceptsApiKey = method => !method.Service.EndsWith(".PermissionService", StringComparison.Ordinal),
            Scopes = method => OAuthScopes.Gemini(method.IsRead || method.Service.EndsWith(".GenerativeService", StringComparison.Ordinal)),
        };
    }
}
