namespace GeminiTuning.Module.Tests;

/// <summary>Tests that set environment variables, which all sessions of the process share: one at a time, and none beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentTests
{
    public const string Name = "Environment";
}
