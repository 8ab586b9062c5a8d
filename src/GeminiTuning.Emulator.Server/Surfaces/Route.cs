using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>A way to call a method of a surface over HTTP.</summary>
internal sealed record Route(ApiSurface Surface, string Version, MethodDescriptor Method, HttpBinding Binding, PathTemplate Template)
{
    /// <summary>The method's name in errors, which name the version that was called.</summary>
    public string MethodName => Method.FullName.Replace("." + Surface.SchemaVersion + ".", "." + Version + ".");
}
