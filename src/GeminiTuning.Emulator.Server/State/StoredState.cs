using System.Collections.Generic;

namespace GeminiTuning.Emulator.State;

/// <summary>All that is kept between runs.</summary>
internal sealed record StoredState(IReadOnlyList<TunedModelRecord> Models, IReadOnlyList<OperationRecord> Operations);
