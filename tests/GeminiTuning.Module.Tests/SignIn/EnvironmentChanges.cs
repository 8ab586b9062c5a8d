namespace GeminiTuning.Module.Tests.SignIn;

/// <summary>Tests that set environment variables, which all of the process shares, and so run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentChanges
{
    public const string Name = "Environment";
}
