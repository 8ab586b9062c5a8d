using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Puts training data where Vertex AI reads it.</summary>
internal interface ITrainingDataUploader
{
    /// <summary>Uploads examples. The same data gets the same name, and is sent once however often it is asked for.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="method">What they are for, which decides their form.</param>
    /// <param name="stagingUri">Where to, <c>gs://bucket[/prefix]</c>.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The object, <c>gs://bucket/name</c>.</returns>
    Task<string> UploadAsync(IEnumerable<TuningExample> examples, TuningMethod method, string stagingUri, CallOptions options);

    /// <summary>Deletes an object that it made; one that is gone counts as deleted.</summary>
    /// <param name="uri">The object.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task.</returns>
    Task DeleteAsync(string uri, CallOptions options);

    /// <summary>Whether an object's name shows that it made it.</summary>
    /// <param name="uri">The object.</param>
    /// <returns>Whether it may be deleted together with the model.</returns>
    bool IsOwn(string uri);
}
