namespace GeminiTuning.Core.Auth;

/// <summary>A project and where it was set.</summary>
internal sealed record ProjectSetting(string Project, string Source);
