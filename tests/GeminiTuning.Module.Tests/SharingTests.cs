using System;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>Sharing of tuned models, over HTTP on the running emulator.</summary>
public sealed class SharingTests : IDisposable
{
    private readonly ModuleSession _session = new ModuleSession().WithEmulator();

    public SharingTests() =>
        _session.Run("'inc-1', 'inc-2' | ForEach-Object { @{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id $_ } | Wait-GeminiTuning");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_permission_is_given_found_changed_and_taken_away()
    {
        PSObject added = Assert.Single(_session.Run("Add-GeminiTunedModelPermission inc-1 Reader -User ada@example.com"));
        Assert.Equal("GeminiTuning.TunedModelPermission", added.TypeNames[0]);
        Assert.Equal("Reader User ada@example.com tunedModels/inc-1", Describe(added));
        Assert.Matches("^tunedModels/inc-1/permissions/[a-z0-9]+$", Text(added, "Name"));
        Assert.Equal(["Owner User me@example.com tunedModels/inc-1", "Reader User ada@example.com tunedModels/inc-1"], Permissions());

        const string Ada = "Get-GeminiTunedModelPermission inc-1 | Where-Object EmailAddress -EQ ada@example.com | ";
        Assert.Empty(_session.Run(Ada + "Set-GeminiTunedModelPermission -Role Writer"));
        PSObject changed = Assert.Single(_session.Run($"Get-GeminiTunedModelPermission -Name {Text(added, "Name")}"));
        Assert.Equal("Writer User ada@example.com tunedModels/inc-1", Describe(changed));
        Assert.Equal("Reader", Text(Assert.Single(_session.Run(Ada + "Set-GeminiTunedModelPermission -Role Reader -PassThru")), "Role"));

        Assert.Empty(_session.Run(Ada + "Remove-GeminiTunedModelPermission"));
        Assert.Equal(["Owner User me@example.com tunedModels/inc-1"], Permissions());
    }

    [Theory]
    [InlineData("'ada@example.com', 'bob@example.com' | Add-GeminiTunedModelPermission inc-1 Reader", 2)]
    [InlineData("'inc-1', 'inc-2' | Add-GeminiTunedModelPermission -Role Reader -User ada@example.com, bob@example.com", 4)]
    [InlineData("Get-GeminiTunedModel | Add-GeminiTunedModelPermission -Role Reader -Group team@example.com", 2)]
    [InlineData("Get-GeminiTunedModel | Add-GeminiTunedModelPermission -Role Reader -Everyone", 2)]
    [InlineData("[pscustomobject]@{ User = 'ada@example.com'; Role = 'Writer' } | Add-GeminiTunedModelPermission inc-1", 1)]
    [InlineData("[pscustomobject]@{ User = 'ada@example.com'; Role = 'Writer'; Model = 'inc-2' } | Add-GeminiTunedModelPermission", 1)]
    [InlineData("Add-GeminiTunedModelPermission inc-* Writer -User ada@example.com", 2)]
    public void Addresses_models_and_rows_come_from_the_pipeline(string command, int count)
    {
        Assert.Equal(count, _session.Run(command).Count);
        Assert.Equal(count, _session.Run("'inc-1', 'inc-2' | Get-GeminiTunedModelPermission -Role Reader, Writer").Count);
    }

    [Fact]
    public void Permissions_are_filtered_and_stand_for_their_model()
    {
        _session.Run("'team@example.com' | ForEach-Object { Add-GeminiTunedModelPermission inc-1 Reader -Group $_ }; Add-GeminiTunedModelPermission inc-1 Reader -Everyone");
        Assert.Equal("team@example.com", Text(Assert.Single(_session.Run("Get-GeminiTunedModelPermission inc-1 -GranteeType Group")), "EmailAddress"));
        Assert.Null(Assert.Single(_session.Run("Get-GeminiTunedModelPermission inc-1 -GranteeType Everyone -Role Reader")).Properties["EmailAddress"].Value);
        Assert.Equal("tunedModels/inc-1", Text(Assert.Single(_session.Run("Get-GeminiTunedModelPermission inc-1 -Role Owner | Get-GeminiTunedModel")), "Name"));
    }

    [Fact]
    public void Deserialised_permissions_bind()
    {
        PSObject added = Assert.Single(_session.Run("Add-GeminiTunedModelPermission inc-1 Reader -User ada@example.com"));
        object copy = PSSerializer.Deserialize(PSSerializer.Serialize(added));
        Assert.Equal("Writer", Text(Assert.Single(_session.Run("$input | Set-GeminiTunedModelPermission -Role Writer -PassThru", [copy])), "Role"));
        Assert.Equal(2, _session.Run("$input | Get-GeminiTunedModelPermission", [copy]).Count);
        Assert.Empty(_session.Run("$input | Remove-GeminiTunedModelPermission", [copy]));
    }

    [Fact]
    public void What_cannot_be_done_is_one_error_each_and_the_rest_goes_on()
    {
        RunResult added = _session.TryRun("'ada@example.com', 'no address', 'ADA@example.com', 'bob@example.com' | Add-GeminiTunedModelPermission inc-1 Reader -ThrottleLimit 1");
        Assert.Equal(["EmailAddressInvalid", "PermissionExists"], added.ErrorIds);
        Assert.Equal(ErrorCategory.ResourceExists, added.Errors[1].CategoryInfo.Category);
        Assert.Equal(2, added.Output.Count);

        RunResult removed = _session.TryRun("& { 'tunedModels/inc-1/permissions/gone'; Get-GeminiTunedModelPermission inc-1 } | Remove-GeminiTunedModelPermission");
        Assert.Equal(["PermissionNotFound", "OwnerPermissionFixed"], removed.ErrorIds);
        Assert.Contains("Move-GeminiTunedModelOwner", removed.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["Owner User me@example.com tunedModels/inc-1"], Permissions());

        Assert.Equal(["OwnerPermissionFixed"], _session.TryRun("Get-GeminiTunedModelPermission inc-1 | Set-GeminiTunedModelPermission -Role Reader").ErrorIds);
        Assert.Equal(["TunedModelNotFound"], _session.TryRun("'gone', 'inc-1' | Get-GeminiTunedModelPermission").ErrorIds);
    }

    [Fact]
    public void WhatIf_says_exactly_what_would_happen_and_changes_nothing()
    {
        _session.Run("Add-GeminiTunedModelPermission inc-1 Reader -User ada@example.com");
        string[] before = Permissions();
        Assert.Empty(_session.Run("Get-GeminiTunedModelPermission inc-1 -Role Reader | Set-GeminiTunedModelPermission -Role Writer -WhatIf"));
        Assert.Empty(_session.Run("Get-GeminiTunedModelPermission inc-1 -Role Reader | Remove-GeminiTunedModelPermission -WhatIf"));
        Assert.Empty(_session.Run("Add-GeminiTunedModelPermission inc-1 Reader -Group team@example.com -WhatIf"));
        Assert.Empty(_session.Run("Move-GeminiTunedModelOwner inc-1 bob@example.com -WhatIf"));

        string shown = _session.Host.Screen.Text;
        Assert.Contains("Change the role of ada@example.com from Reader to Writer", shown, StringComparison.Ordinal);
        Assert.Contains("Take the role Reader from ada@example.com", shown, StringComparison.Ordinal);
        Assert.Contains("Give the group team@example.com the role Reader", shown, StringComparison.Ordinal);
        Assert.Contains("Make bob@example.com the owner", shown, StringComparison.Ordinal);
        Assert.Equal(before, Permissions());
    }

    [Fact]
    public void A_model_is_handed_over_once()
    {
        Assert.Empty(_session.Run("Get-GeminiTunedModel inc-1 | Move-GeminiTunedModelOwner -EmailAddress bob@example.com"));
        Assert.Equal(["Owner User bob@example.com tunedModels/inc-1", "Writer User me@example.com tunedModels/inc-1"], Permissions().Order(StringComparer.Ordinal));

        RunResult again = _session.TryRun("'inc-1', 'inc-2' | Move-GeminiTunedModelOwner -EmailAddress me@example.com");
        Assert.Equal(["OwnerRequired"], again.ErrorIds);
        Assert.Equal(ErrorCategory.PermissionDenied, again.Errors[0].CategoryInfo.Category);
    }

    [Theory]
    [InlineData("'inc-1', 'inc-2' | Get-GeminiTunedModelPermission")]
    [InlineData("'ada@example.com', 'bob@example.com' | Add-GeminiTunedModelPermission inc-1 Reader -ThrottleLimit 1")]
    [InlineData("'tunedModels/inc-1/permissions/a', 'tunedModels/inc-1/permissions/b' | Set-GeminiTunedModelPermission -Role Reader")]
    [InlineData("'tunedModels/inc-1/permissions/a', 'tunedModels/inc-1/permissions/b' | Remove-GeminiTunedModelPermission")]
    [InlineData("'inc-1', 'inc-2' | Move-GeminiTunedModelOwner -EmailAddress bob@example.com -ThrottleLimit 1")]
    public void An_API_key_is_refused_once_with_the_ways_that_work(string command)
    {
        _session.Run("Connect-GeminiTuning -ApiKey some-key -Endpoint (Get-GeminiTuningContext).Endpoint");
        ErrorRecord error = _session.Fail(command);
        Assert.Equal("OAuthRequired", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.All(
            ["Connect-GeminiTuning -Backend GeminiApi", "Application Default Credentials", "-AccessToken", "-CredentialPath"],
            way => Assert.Contains(way, error.Exception.Message, StringComparison.Ordinal));
    }

    private string[] Permissions() => [.. _session.Run("Get-GeminiTunedModelPermission inc-1").Select(Describe)];

    private static string Describe(PSObject permission) =>
        $"{Text(permission, "Role")} {Text(permission, "GranteeType")} {Text(permission, "EmailAddress")} {Text(permission, "TunedModel")}";

    private static string Text(PSObject item, string property) => $"{item.Properties[property].Value}";
}
