namespace GeminiTuning.Core.Connections.Checks;

/// <summary>What the checks are called, by which they also name what they need.</summary>
internal static class CheckNames
{
    public const string Credential = "Credential found";
    public const string Token = "Token obtained";
    public const string Scopes = "Scopes";
    public const string Api = "API enabled";
    public const string Project = "Project readable";
    public const string Bucket = "Staging bucket writable";
    public const string Models = "Tunable models offered";
}
