using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The models that can be tuned.</summary>
internal static class VertexBaseModels
{
    public const string Publisher = "publishers/google/models/";

    private static readonly Dictionary<string, string> MultiRegions = new(StringComparer.Ordinal)
    {
        ["us-central1"] = "us",
        ["europe-west4"] = "eu",
    };

    public static IReadOnlyList<VertexBaseModel> All { get; } =
    [
        new("gemini-3.5-flash") { ServingRegions = MultiRegions },
        new("gemini-3.5-flash-lite") { ServingRegions = MultiRegions },
        new("gemini-3.1-flash-lite") { ServingRegions = MultiRegions },
        new("gemini-2.5-pro") { AdapterSizes = ["ADAPTER_SIZE_ONE", "ADAPTER_SIZE_TWO", "ADAPTER_SIZE_FOUR", "ADAPTER_SIZE_EIGHT"] },
        new("gemini-2.5-flash") { TakesPreferences = true },
        new("gemini-2.5-flash-lite") { TakesPreferences = true },
        new("translation-llm-002"),
    ];

    /// <summary>The model of that name, with or without its publisher, or <see langword="null"/>.</summary>
    public static VertexBaseModel? Find(string name)
    {
        var id = name.StartsWith(Publisher, StringComparison.Ordinal) ? name.Substring(Publisher.Length) : name;
        return All.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.Ordinal));
    }

    /// <summary>The model of that name, to be tuned.</summary>
    public static VertexBaseModel Require(string name) => Find(name) ?? throw NotSupported(name);

    public static ApiException NotSupported(string name) => new(RpcCode.InvalidArgument, $"Base model {name} is not supported.");
}
