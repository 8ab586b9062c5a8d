using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Connections.Checks.Wire;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Asks which rights the credential has on the bucket for training data.</summary>
internal sealed class StagingBucketCheck : Check
{
    private static readonly string[] Rights = ["storage.objects.create", "storage.objects.get", "storage.objects.delete"];

    private readonly CheckTarget _target;
    private readonly string? _stagingUri;

    public StagingBucketCheck(CheckTarget target, string? stagingUri)
    {
        _target = target;
        _stagingUri = stagingUri;
    }

    public override string Name => CheckNames.Bucket;

    public override string Fix => "Have roles/storage.objectAdmin granted on the bucket, or name another one: Connect-GeminiTuning -StagingUri gs://BUCKET/FOLDER.";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        if (_target.Service == GeminiApi.GeminiApiService.Description)
        {
            return Skipped("The Gemini API takes training data without a bucket.");
        }

        if (_stagingUri == null)
        {
            return Skipped("The connection has no place for training data.", "Name one: Connect-GeminiTuning -StagingUri gs://BUCKET/FOLDER.");
        }

        var bucket = StorageUri.Parse(_stagingUri);
        var call = new ServiceCall
        {
            Method = HttpMethod.Get,
            Path = "storage/v1/b/" + Uri.EscapeDataString(bucket.Bucket) + "/iam/testPermissions?" + string.Join("&", Rights.Select(static right => "permissions=" + right)),
            Explain = fault => StorageErrors.Explain(fault, bucket),
        };
        using var transport = _target.Open(StorageService.Description);
        var answer = await transport.SendAsync(call, CheckJson.Default.WireGrantedPermissions, options).ConfigureAwait(false);
        var missing = Rights.Except(answer.Permissions ?? [], StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? Passed("The credential may write to, read and delete objects in the bucket '" + bucket.Bucket + "'.")
            : Failed("On the bucket '" + bucket.Bucket + "', the credential lacks " + string.Join(", ", missing) + ".");
    }
}
