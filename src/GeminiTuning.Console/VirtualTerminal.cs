using System;
using System.Runtime.InteropServices;

namespace GeminiTuning.Console;

/// <summary>Escape sequences: every Unix terminal knows them, a Windows console has to be told to.</summary>
internal static partial class VirtualTerminal
{
    private const int StandardOutput = -11;
    private const uint ProcessVirtualTerminal = 0x0004;

    /// <summary>Whether escape sequences do what they should; turns them on where needed.</summary>
    public static bool IsSupported()
    {
        if (!OperatingSystem.IsWindows())
        {
            return !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        }

        nint output = GetStdHandle(StandardOutput);
        return GetConsoleMode(output, out uint mode) && SetConsoleMode(output, mode | ProcessVirtualTerminal);
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint console, uint mode);
}
