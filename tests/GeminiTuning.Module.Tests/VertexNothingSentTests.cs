using System;

namespace GeminiTuning.Module.Tests;

/// <summary>What must not reach Vertex AI.</summary>
public sealed class VertexNothingSentTests : IDisposable
{
    private const string Row = "@{input='1';output='2'}";
    private readonly CountingServer _server = new();
    private readonly ModuleSession _session = new();

    public VertexNothingSentTests() =>
        _session.Run($"Connect-GeminiTuning -Backend VertexAI -Endpoint {_server.Endpoint} -AccessToken some-token -Project p-12345 -Location us-central1 -StagingUri gs://bucket/x");

    public void Dispose()
    {
        _session.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("-Id x", "ParameterNotSupported", "-Id")]
    [InlineData("-BatchSize 2", "ParameterNotSupported", "-BatchSize")]
    [InlineData("-LearningRate 0.1", "ParameterNotSupported", "-LearningRate")]
    [InlineData("-Temperature 0.1", "ParameterNotSupported", "-Temperature")]
    [InlineData("-EpochCount 0", "EpochCountOutOfRange", "0")]
    [InlineData("-Label @{ Team = 'x' }", "LabelInvalid", "Team")]
    [InlineData("-Method Preference", "TrainingRowInvalid", "row 1")]
    [InlineData("-DisplayName ('x' * 129)", "DisplayNameTooLong", "129")]
    public void Bad_input_is_one_error_and_nothing_is_sent(string options, string errorId, string named)
    {
        RunResult result = _session.TryRun($"{Row} | New-GeminiTunedModel gemini-2.5-flash {options}");
        Assert.Equal([errorId], result.ErrorIds);
        Assert.Contains(named, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void WhatIf_of_a_new_model_sends_nothing()
    {
        Assert.Empty(_session.Run(Row + " | New-GeminiTunedModel gemini-2.5-flash -WhatIf"));
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("-ValidationData @{input='1';output='2'}")]
    [InlineData("-AdapterSize 4")]
    [InlineData("-Label @{ a = 'b' }")]
    [InlineData("-ExportLastCheckpointOnly")]
    [InlineData("-KmsKeyName projects/p/locations/l/keyRings/r/cryptoKeys/k")]
    [InlineData("-Method Preference")]
    public void The_Gemini_API_refuses_what_it_has_no_field_for(string options)
    {
        _session.Run($"Connect-GeminiTuning -Backend GeminiApi -Endpoint {_server.Endpoint} -ApiKey some-key");
        RunResult result = _session.TryRun($"{Row} | New-GeminiTunedModel models/m {options}");
        Assert.Equal(["ParameterNotSupported"], result.ErrorIds);
        Assert.Contains("Vertex AI", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("Get-GeminiTunedModelPermission 1, 2")]
    [InlineData("'a@example.com', 'b@example.com' | Add-GeminiTunedModelPermission 1 Reader")]
    [InlineData("'x', 'y' | Set-GeminiTunedModelPermission -Role Reader")]
    [InlineData("'x', 'y' | Remove-GeminiTunedModelPermission -WhatIf")]
    [InlineData("1, 2 | Move-GeminiTunedModelOwner -EmailAddress a@example.com")]
    public void Sharing_is_one_error_that_says_how_IAM_does_it(string command)
    {
        RunResult result = _session.TryRun(command);
        Assert.Equal(["SharingNotSupported"], result.ErrorIds);
        Assert.Equal(System.Management.Automation.ErrorCategory.NotImplemented, result.Errors[0].CategoryInfo.Category);
        Assert.Contains(
            "gcloud projects add-iam-policy-binding p-12345 --member=user:ADDRESS --role=roles/aiplatform.user",
            result.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("-Backend VertexAI -ApiKey k -Project p-12345", "ApiKeyNotSupported")]
    [InlineData("-Backend VertexAI -AccessToken t -Project p-12345 -Location 'no where'", "LocationInvalid")]
    [InlineData("-Backend VertexAI -AccessToken t -Project p-12345 -StagingUri bucket/x", "StagingUriInvalid")]
    [InlineData("-Backend GeminiApi -ApiKey k -StagingUri gs://bucket/x", "ParameterNotSupported")]
    public void A_connection_that_cannot_work_is_refused(string arguments, string errorId) =>
        Assert.Equal([errorId], _session.TryRun("Connect-GeminiTuning " + arguments).ErrorIds);

    [Fact]
    public void Rows_without_a_staging_bucket_are_refused()
    {
        _session.Run($"Connect-GeminiTuning -Backend VertexAI -Endpoint {_server.Endpoint} -AccessToken t -Project p-12345");
        Assert.Equal(["StagingUriMissing"], _session.TryRun(Row + " | New-GeminiTunedModel gemini-2.5-flash").ErrorIds);
        Assert.Empty(_server.Requests);
    }
}
