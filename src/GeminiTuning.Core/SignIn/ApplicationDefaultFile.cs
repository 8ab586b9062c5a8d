using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.SignIn;

/// <summary>Writes a sign-in where Google's tools look for Application Default Credentials, in the form that gcloud gives it.</summary>
internal sealed class ApplicationDefaultFile
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TimeProvider _time;

    public ApplicationDefaultFile(Func<string, string?> environment, TimeProvider time)
    {
        _time = time;
        var folder = new GcloudConfiguration(environment).Folder() ?? throw SignInErrors.ApplicationDefaultNotWritten(null, null);
        FullPath = Path.Combine(folder, ApplicationDefaultCredentials.FileName);
    }

    public string FullPath { get; }

    public void Write(ClientSecretFile client, string refreshToken, string? quotaProject, ITraceSink trace)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = string.Empty,
            ["client_id"] = client.Secrets.ClientId,
            ["client_secret"] = client.Secrets.ClientSecret,
            ["refresh_token"] = refreshToken,
            ["type"] = "authorized_user",
            ["universe_domain"] = "googleapis.com",
        };
        if (quotaProject != null)
        {
            fields["quota_project_id"] = quotaProject;
        }

        var text = JsonSerializer.Serialize(fields, Form);
        try
        {
            var backup = File.Exists(FullPath) && !string.Equals(File.ReadAllText(FullPath), text, StringComparison.Ordinal) ? Backup() : null;
            PrivateFile.Write(FullPath, text, backup);
            trace.Verbose("Wrote Application Default Credentials to '" + FullPath + "'.");
            if (backup != null)
            {
                trace.Warning("The Application Default Credentials that were there are kept as '" + backup + "'.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw SignInErrors.ApplicationDefaultNotWritten(FullPath, e);
        }
    }

    private string Backup() =>
        FullPath + "." + _time.GetUtcNow().ToString("yyyyMMddTHHmmssfff'Z'", CultureInfo.InvariantCulture) + ".bak";
}
