using Google.Apis.Upload;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// Gives up on an upload whose parts never arrive though each question after them is answered: the library, which counts
/// the tries of one request only, would send such a part for ever.
/// </summary>
internal sealed class StallGuard
{
    private readonly StorageUri _target;
    private readonly int _patience;
    private long _sent = -1;
    private int _stalls;

    public StallGuard(StorageUri target, int patience)
    {
        _target = target;
        _patience = patience;
    }

    public void Watch(IUploadProgress progress)
    {
        if (progress.Status != UploadStatus.Uploading || progress.BytesSent > _sent)
        {
            _sent = progress.BytesSent;
            _stalls = 0;
        }
        else if (++_stalls > _patience)
        {
            throw StorageErrors.UploadFailed(_target, "the same part of the data got lost again and again", null, null);
        }
    }
}
