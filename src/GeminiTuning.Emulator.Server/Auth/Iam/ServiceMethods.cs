using System;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.Iam;

/// <summary>Tells which services a project has enabled: those that the emulator has, and no other.</summary>
internal static class ServiceMethods
{
    private static readonly string[] Enabled =
    [
        "aiplatform.googleapis.com", "cloudresourcemanager.googleapis.com", "generativelanguage.googleapis.com",
        "iamcredentials.googleapis.com", "serviceusage.googleapis.com", "storage.googleapis.com", "sts.googleapis.com",
    ];

    public static void AddTo(MethodTable methods) => methods.Add("google.api.serviceusage.v1.ServiceUsage.GetService", Get);

    private static Message Get(ApiCall call)
    {
        var segments = call.Request.GetString("name").Split('/');
        var service = segments[3];
        var parent = "projects/" + Projects.NumberOf(segments[1]).ToString(CultureInfo.InvariantCulture);
        var answer = new Message(call.Method.Output);
        return answer
            .Set("name", $"{parent}/services/{service}")
            .Set("parent", parent)
            .Set("config", new Message(answer.Descriptor["config"].Message!).Set("name", service))
            .SetEnum("state", Enabled.Contains(service, StringComparer.Ordinal) ? "ENABLED" : "DISABLED");
    }
}
