using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The schema of Vertex AI in its two versions. The files are written in <c>v1</c>; lines that end with the comment
/// <c>v1beta1</c> hold what only that version has.
/// </summary>
internal static class VertexSchema
{
    public const string V1 = "v1";
    public const string V1Beta1 = "v1beta1";

    private static readonly Regex BetaLine = new(@"^.*// v1beta1\r?\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, System.TimeSpan.FromSeconds(1));

    /// <summary>The files that hold the messages.</summary>
    public static string[] MessageFiles { get; } =
    [
        "aiplatform.tuning.proto",
        "aiplatform.registry.proto",
        "aiplatform.experiments.proto",
        "aiplatform.generation.proto",
        "longrunning.proto",
        "rpc.proto",
        "wellknown.proto",
    ];

    public static string Package(string version) => "google.cloud.aiplatform." + version;

    public static SchemaSet Load(string version) => version is V1
        ? SchemaSet.Load(ToV1, [.. MessageFiles, "aiplatform.operations.proto"])
        : SchemaSet.Load(ToV1Beta1, [.. MessageFiles, "aiplatform.operations.proto", "aiplatform.v1beta1.proto"]);

    /// <summary>Turns a file into that of the newer version, which has all that the older one has.</summary>
    public static string ToV1Beta1(string file) => file
        .Replace("package google.cloud.aiplatform.v1;", "package google.cloud.aiplatform.v1beta1;")
        .Replace("\"/v1/", "\"/v1beta1/")
        .Replace(" // v1beta1", "");

    private static string ToV1(string file) => BetaLine.Replace(file, "");
}
