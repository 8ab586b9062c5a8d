using System.Collections.Generic;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>An endpoint at one moment.</summary>
/// <param name="Name">The resource name.</param>
/// <param name="Sequence">The place in the order of creation.</param>
/// <param name="Resource">The <c>Endpoint</c>. It is not changed, only replaced.</param>
internal sealed record EndpointRecord(string Name, long Sequence, Message Resource) : ITableRecord
{
    public IReadOnlyList<Message> DeployedModels => Resource.GetMessages("deployed_models");
}
