using System.Runtime.InteropServices;

namespace GeminiTuning.Core.Checks;

/// <summary>What tells one prompt from another: 128 bits of a hash, by which a billion prompts collide in one case of 10^20.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowKey(ulong High, ulong Low);
