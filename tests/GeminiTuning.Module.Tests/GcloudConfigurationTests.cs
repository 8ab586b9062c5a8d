using System;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

[Collection(EnvironmentTests.Name)]
public sealed class GcloudConfigurationTests : IDisposable
{
    private readonly TemporaryConfiguration _configuration = new();

    public GcloudConfigurationTests()
    {
        _configuration.AddGcloud("default", "[core]\naccount = a@example.com\nproject = first\n");
        _configuration.AddGcloud("dev", "[core]\naccount = b@example.com\nproject = second\n[compute]\nregion = us-west1\n");
    }

    public void Dispose() => _configuration.Dispose();

    [Fact]
    public void Configurations_are_listed_and_the_active_one_is_marked()
    {
        using var session = new ModuleSession();
        Assert.Equal(
            ["default True a@example.com first ", "dev False b@example.com second us-west1"],
            session.Run("Get-GcloudConfiguration | ForEach-Object { \"$($_.Name) $($_.IsActive) $($_.Account) $($_.Project) $($_.Region)\" }").Select(static o => $"{o}"));
        Assert.Equal("dev", $"{Assert.Single(session.Run("Get-GcloudConfiguration de[u-w]"))}");
        session.Run("Get-GcloudConfiguration | Out-Default");
        Assert.Contains("IsActive", session.Host.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_odd_file_does_not_hide_the_others()
    {
        _configuration.AddGcloud("bad", "what is this\n");
        using var session = new ModuleSession();

        RunResult result = session.TryRun("Get-GcloudConfiguration");

        Assert.Equal("GcloudConfigurationInvalid", Assert.Single(result.ErrorIds));
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void An_unknown_name_is_told_those_that_exist()
    {
        using var session = new ModuleSession();
        Assert.All(["Get-GcloudConfiguration prod", "Connect-GeminiTuning -GcloudConfiguration prod"], command =>
        {
            ErrorRecord error = session.Fail(command);
            Assert.Equal("GcloudConfigurationNotFound", error.FullyQualifiedErrorId.Split(',')[0]);
            Assert.Contains("default, dev", error.Exception.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_context_shows_where_project_and_location_are_from()
    {
        using var session = new ModuleSession();
        PSObject context = Assert.Single(session.Run("Connect-GeminiTuning -GcloudConfiguration dev -AccessToken token-of-nobody -Backend VertexAI -PassThru"));
        Assert.Equal("second, gcloud configuration 'dev'", context.Properties["Project"].Value + ", " + context.Properties["ProjectSource"].Value);
        Assert.Equal("us-west1, gcloud configuration 'dev'", context.Properties["Location"].Value + ", " + context.Properties["LocationSource"].Value);
    }

    [Theory]
    [InlineData("Connect-GeminiTuning -GcloudConfiguration d", "default,dev")]
    [InlineData("Get-GcloudConfiguration de", "default,dev")]
    public void Tab_completes_names(string typed, string expected)
    {
        using var session = new ModuleSession();
        Assert.Equal(expected.Split(','), session.Complete(typed));
    }
}
