namespace GeminiTuning.Emulator.Storage;

/// <summary>How far a resumable upload is.</summary>
internal enum UploadState
{
    Open,
    Complete,
    Cancelled,
}
