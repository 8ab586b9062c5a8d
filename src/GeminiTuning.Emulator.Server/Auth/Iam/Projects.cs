using System;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Auth.Iam;

/// <summary>The projects, by the conventions of Vertex AI: all exist, but one.</summary>
internal static class Projects
{
    /// <summary>The number of a project that is named by its id or by its number.</summary>
    /// <exception cref="ApiException">Nobody may use it.</exception>
    public static long NumberOf(string project)
    {
        if (string.Equals(project, VertexNames.NoSuchProject, StringComparison.Ordinal))
        {
            throw new ApiException(RpcCode.PermissionDenied, "The caller does not have permission");
        }

        var number = project.All(character => character is >= '0' and <= '9') ? project : VertexIds.ProjectNumberOf(project);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ApiException(RpcCode.InvalidArgument, $"'{project}' is not the number of a project.");
    }
}
