using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI;

namespace GeminiTuning.Core.Tests.VertexAI;

/// <summary>Takes training data without sending it.</summary>
internal sealed class FakeUploader : ITrainingDataUploader
{
    public ConcurrentQueue<string> Uploaded { get; } = new();

    public ConcurrentQueue<string> Deleted { get; } = new();

    public Task<string> UploadAsync(IEnumerable<TuningExample> examples, TuningMethod method, string stagingUri, CallOptions options)
    {
        var uri = stagingUri + "/own-" + method + "-" + examples.Count();
        Uploaded.Enqueue(uri);
        return Task.FromResult(uri);
    }

    public Task DeleteAsync(string uri, CallOptions options)
    {
        Deleted.Enqueue(uri);
        return Task.CompletedTask;
    }

    public bool IsOwn(string uri) => uri.Contains("/own-", StringComparison.Ordinal);
}
