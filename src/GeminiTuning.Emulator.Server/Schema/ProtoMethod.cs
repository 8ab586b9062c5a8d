using System.Collections.Generic;

namespace GeminiTuning.Emulator.Schema;

/// <summary>A method as a schema file declares it, its types still names.</summary>
internal sealed record ProtoMethod(
    string Service,
    string Package,
    string Name,
    string Input,
    string Output,
    bool IsStreaming,
    IReadOnlyList<HttpBinding> Bindings,
    string Comment);
