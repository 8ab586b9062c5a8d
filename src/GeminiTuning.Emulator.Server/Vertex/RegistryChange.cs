namespace GeminiTuning.Emulator.Vertex;

/// <summary>What a long-running operation does when it is due, with the numbers of <c>RegistryChange</c> in the state file.</summary>
internal enum RegistryChange
{
    DeleteModel = 1,
    DeleteModelVersion = 2,
    CreateEndpoint = 3,
    DeleteEndpoint = 4,
    DeployModel = 5,
    UndeployModel = 6,
}
