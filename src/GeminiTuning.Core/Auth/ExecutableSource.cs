using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// A subject token that a command prints (the <c>executable</c> of an <c>external_account</c> file). The file chooses the
/// command, so it is run only where the user has allowed that by the variable that all of Google's tools ask for.
/// </summary>
internal sealed class ExecutableSource : ProgrammaticExternalAccountCredential.ISubjectTokenProvider
{
    private const string Permission = "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES";
    private const int DefaultTimeout = 30_000;
    private const int ShortestTimeout = 5_000;
    private const int LongestTimeout = 120_000;

    private readonly string _command;
    private readonly string? _outputFile;
    private readonly TimeSpan _timeout;
    private readonly string _source;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private ExecutableSource(string command, string? outputFile, TimeSpan timeout, string source, IReadOnlyDictionary<string, string> variables)
    {
        _command = command;
        _outputFile = outputFile;
        _timeout = timeout;
        _source = source;
        _variables = variables;
    }

    /// <summary>Reads the part of the file; nothing is run.</summary>
    public static ExecutableSource Read(JsonElement executable, CredentialFile file, Func<string, string?> environment)
    {
        var command = CredentialFile.Field(executable, "command") ?? throw AuthErrors.CredentialFileInvalid(file.Source, "its executable has no command");
        if (environment(Permission) is not "1")
        {
            throw AuthErrors.ExecutableNotAllowed(file.Source, command, Permission);
        }

        var milliseconds = DefaultTimeout;
        if (executable.TryGetProperty("timeout_millis", out var given)
            && !(given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out milliseconds) && milliseconds is >= ShortestTimeout and <= LongestTimeout))
        {
            throw AuthErrors.CredentialFileInvalid(file.Source, "its timeout_millis is not a number from 5000 to 120000");
        }

        var output = CredentialFile.Field(executable, "output_file");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE"] = file.Field("audience") ?? string.Empty,
            ["GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE"] = file.Field("subject_token_type") ?? string.Empty,
            ["GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE"] = "0",
        };
        if (output != null)
        {
            variables["GOOGLE_EXTERNAL_ACCOUNT_OUTPUT_FILE"] = output;
        }

        if (file.Field(CredentialFile.ImpersonationField) != null)
        {
            variables["GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL"] = file.Account!;
        }

        return new ExecutableSource(command, output, TimeSpan.FromMilliseconds(milliseconds), file.Source, variables);
    }

    public async Task<string> GetSubjectTokenAsync(ProgrammaticExternalAccountCredential caller, CancellationToken taskCancellationToken)
    {
        // What an earlier run left there is used while it is good.
        if (_outputFile != null && File.Exists(_outputFile)
            && ExecutableAnswer.Parse(File.ReadAllText(_outputFile)) is { Token: { } kept } left && left.ExpiresAfter(DateTimeOffset.UtcNow))
        {
            return kept;
        }

        var printed = await CommandRun.ReadAsync(_command, _variables, _timeout, _source, taskCancellationToken).ConfigureAwait(false);
        var answer = ExecutableAnswer.Parse(printed) ?? throw AuthErrors.SubjectTokenMissing(_source, "what the command prints is not the JSON that it should be.");
        return answer.Token ?? throw AuthErrors.SubjectTokenMissing(_source, "the command says: " + answer.Problem);
    }
}
