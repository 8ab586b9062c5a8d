using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning.Core.VertexAI;

internal interface ITrainingDataUploader
{
    Task<string> UploadAsync(IEnumerable<TuningExample> examples, TuningMethod method, string stagingUri, CallOptions options);

    Task DeleteAsync(string uri, CallOptions options);

    bool IsOwn(string uri);
}
