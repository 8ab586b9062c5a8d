using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The data file <c>TunableModels.json</c>: what could be tuned on a day, by a page of the documentation.</summary>
internal sealed class TunableModelFile
{
    public string? Date { get; set; }

    public string? Source { get; set; }

    public List<TunableModel>? Models { get; set; }
}
