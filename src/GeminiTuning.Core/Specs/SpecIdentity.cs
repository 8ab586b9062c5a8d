using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Specs;

/// <summary>
/// What makes two runs of a spec the same: all that the model is made from and its names, but neither description nor
/// labels. Of data in files that is their content, of data in Cloud Storage the address.
/// </summary>
internal static class SpecIdentity
{
    private const string Version = "1";

    public static async Task<string> FindAsync(TuningSpec spec, CallOptions options)
    {
        var request = spec.Request;
        var method = request.Method ?? TuningMethod.Supervised;
        var training = request.TrainingDataUri ?? await OfDataAsync(request.TrainingData, method, options).ConfigureAwait(false);
        var validation = request.ValidationDataUri
            ?? (request.ValidationData == null ? null : await OfDataAsync(request.ValidationData, method, options).ConfigureAwait(false));
        object?[] parts =
        [
            Version, spec.Plan.BaseModel, request.CheckpointId, method, training, validation, request.Id, request.DisplayName,
            request.EpochCount, request.BatchSize, request.LearningRate, request.LearningRateMultiplier, request.AdapterSize,
            request.ExportLastCheckpointOnly, request.KmsKeyName, request.ServiceAccount, request.Temperature, request.TopP, request.TopK,
        ];
        var text = string.Join("\n", parts.Select(static part => part is double number
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : Convert.ToString(part, CultureInfo.InvariantCulture)));
        return string.Concat(XxHash128.Hash(Encoding.UTF8.GetBytes(text)).Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static async Task<string> OfDataAsync(IEnumerable<TuningExample> examples, TuningMethod method, CallOptions options)
    {
        using var progress = new UploadProgress(options.Trace);
        return (await TrainingDataIdentity.FindAsync(examples, method, progress, options.CancellationToken).ConfigureAwait(false)).Id;
    }
}
