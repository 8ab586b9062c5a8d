using System.Runtime.InteropServices;

namespace GeminiTuning.Emulator.Learning;

/// <summary>An input of the first layer that is switched on: which one, and how strongly.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Observation(int Row, double Strength);
