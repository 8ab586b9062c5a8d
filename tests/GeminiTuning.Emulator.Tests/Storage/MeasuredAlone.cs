using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>Tests that measure the memory of the whole process, which others would disturb.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
