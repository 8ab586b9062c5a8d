using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Storage;

/// <summary>A <c>gs://bucket/name</c> address, taken apart. The name is empty where the address is a bucket's.</summary>
internal sealed record StorageUri(string Bucket, string Name)
{
    private const string Scheme = "gs://";
    private const int MostNameBytes = 1024;

    private static readonly Regex BucketRule = new(@"\A[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static StorageUri Parse(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw StorageErrors.StagingUriInvalid(uri, "it does not begin with gs://");
        }

        var path = uri.Substring(Scheme.Length);
        var slash = path.IndexOf('/');
        var bucket = slash < 0 ? path : path.Substring(0, slash);
        if (!BucketRule.IsMatch(bucket))
        {
            throw StorageErrors.StagingUriInvalid(
                uri,
                "'" + bucket + "' cannot be a bucket's name, which has 3 to 63 of a-z, 0-9, '-', '_' and '.' and begins and ends with a letter or digit");
        }

        var name = slash < 0 ? string.Empty : path.Substring(slash + 1);
        if (name.Any(static c => char.IsControl(c) || c is '?' or '#' or '*' or '[' or ']'))
        {
            throw StorageErrors.StagingUriInvalid(uri, "it has a control character or one of ?#*[] in it");
        }

        return Encoding.UTF8.GetByteCount(name) <= MostNameBytes
            ? new StorageUri(bucket, name)
            : throw StorageErrors.StagingUriInvalid(uri, "the name after the bucket is longer than 1,024 bytes");
    }

    /// <summary>The address of something below this one.</summary>
    public StorageUri Below(string name)
    {
        var prefix = Name.TrimEnd('/');
        return Parse(Scheme + Bucket + "/" + (prefix.Length == 0 ? name : prefix + "/" + name));
    }

    public override string ToString() => Scheme + Bucket + "/" + Name;
}
