using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>A call that has found its method, its caller and its request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Version">The version of the surface: <c>v1beta</c>.</param>
/// <param name="Request">The request, with what the path, the query and the body held.</param>
/// <param name="Caller">Who calls.</param>
internal sealed record ApiCall(MethodDescriptor Method, string Version, Message Request, Caller Caller);
