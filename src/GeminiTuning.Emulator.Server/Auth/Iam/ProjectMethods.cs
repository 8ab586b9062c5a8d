using System;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.Iam;

/// <summary>Tells about projects. The caller has all permissions, but none on a project whose id begins with <c>forbidden-</c>.</summary>
internal static class ProjectMethods
{
    private const string Service = "google.cloudresourcemanager.v1.Projects.";

    private static readonly Regex Permission = new(@"^[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+){2}\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static void AddTo(MethodTable methods)
    {
        methods.Add(Service + "GetProject", Get);
        methods.Add(Service + "TestIamPermissions", TestPermissions);
    }

    private static Message Get(ApiCall call)
    {
        var project = call.Request.GetString("project_id");
        var number = Projects.NumberOf(project);
        return IsForbidden(project)
            ? throw new ApiException(RpcCode.PermissionDenied, "The caller does not have permission")
            : new Message(call.Method.Output)
                .Set("project_number", number)
                .Set("project_id", project)
                .SetEnum("lifecycle_state", "ACTIVE")
                .Set("name", project);
    }

    private static Message TestPermissions(ApiCall call)
    {
        var project = call.Request.GetString("resource");
        Projects.NumberOf(project);
        var permissions = call.Request.GetList<string>("permissions");
        if (permissions.FirstOrDefault(permission => !Permission.IsMatch(permission)) is { } invalid)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Permission {invalid} is not valid for this resource.");
        }

        return new Message(call.Method.Output).Set("permissions", IsForbidden(project) ? null : permissions.Cast<object>().ToList());
    }

    private static bool IsForbidden(string project) => project.StartsWith("forbidden-", StringComparison.Ordinal);
}
