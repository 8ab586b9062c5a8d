using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Connections;

/// <summary>
/// Keeps other processes and threads out while a file is changed: a file beside it that is held open for oneself. The
/// system lets go of it when the process ends in whatever way, and file servers know such locks, as they do not know a
/// named mutex. The file itself stays, since deleting it would let two in.
/// </summary>
internal static class FileLock
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public static async Task<IDisposable> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsTaken(e))
            {
                if (time.GetElapsedTime(started) >= Patience)
                {
                    throw ConnectionErrors.ConnectionsFileBusy(path, Patience);
                }
            }

            await time.DelayAsync(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION; EWOULDBLOCK of Linux and of macOS.
    private static bool IsTaken(IOException e) => (e.HResult & 0xffff) is 32 or 33 or 11 or 35;
}
