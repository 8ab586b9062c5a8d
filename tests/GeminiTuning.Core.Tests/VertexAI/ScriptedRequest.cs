using System.Collections.Generic;

namespace GeminiTuning.Core.Tests.VertexAI;

/// <summary>A request that the script saw.</summary>
internal sealed record ScriptedRequest(string Line, string Host, string? Body, IReadOnlyDictionary<string, string> Headers);
