namespace GeminiTuning.Emulator.Storage;

/// <summary>The addresses of the storage service.</summary>
internal enum StoragePathKind
{
    Json,
    Upload,
    Download,
}
