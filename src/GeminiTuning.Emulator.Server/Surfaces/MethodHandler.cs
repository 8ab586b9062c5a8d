using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>Answers a call with one message, or with several where the method streams.</summary>
internal delegate Task<IReadOnlyList<Message>> MethodHandler(ApiCall call);
