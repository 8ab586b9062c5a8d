using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The one place where the uploader of a connection is made.</summary>
internal static class TrainingDataUploads
{
    public static Uri DefaultEndpoint { get; } = new("https://storage.googleapis.com/");

    public static ITrainingDataUploader Create(TransportSettings connection, Uri storageBase)
    {
        _ = (connection, storageBase);
        return new Missing();
    }

    private sealed class Missing : ITrainingDataUploader
    {
        public Task<string> UploadAsync(IEnumerable<TuningExample> examples, TuningMethod method, string stagingUri, CallOptions options) =>
            throw NotAvailable();

        public Task DeleteAsync(string uri, CallOptions options) => throw NotAvailable();

        public bool IsOwn(string uri) => false;

        private static TuningException NotAvailable() => new(
            "UploadNotAvailable",
            TuningErrorKind.NotSupported,
            "This version cannot upload training data. Upload it yourself and name it with -TrainingDataUri gs://BUCKET/OBJECT.");
    }
}
