using System;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class SharingTests
{
    private const string Name = "tunedModels/x/permissions/p1";
    private const string Reader = """{ "name": "tunedModels/x/permissions/p1", "granteeType": "USER", "emailAddress": "ada@example.com", "role": "READER" }""";
    private const string Owner = """{ "name": "tunedModels/x/permissions/p1", "granteeType": "USER", "emailAddress": "ada@example.com", "role": "OWNER" }""";

    private static readonly PermissionRequest Ada = new()
    {
        TunedModel = "x",
        Role = TunedModelRole.Reader,
        GranteeType = TunedModelGranteeType.User,
        EmailAddress = "ada@example.com",
    };

    private readonly TestBench _bench = new();

    [Fact]
    public async Task Pages_are_read_and_words_of_tomorrow_are_kept()
    {
        _bench.Network
            .Answer("""{ "permissions": [ { "name": "tunedModels/x/permissions/a", "granteeType": 3, "role": 2 } ], "nextPageToken": "t+1" }""")
            .Answer("""{ "permissions": [ { "name": "tunedModels/x/permissions/b", "granteeType": "DOMAIN", "emailAddress": "example.com", "role": "COMMENTER" } ] }""")
            .Answer("{}");

        var first = await _bench.RunAsync(backend => backend.GetSharing().ListAsync("x", null, _bench.Options));
        var second = await _bench.RunAsync(backend => backend.GetSharing().ListAsync("x", first.NextPageToken, _bench.Options));
        var none = await _bench.RunAsync(backend => backend.GetSharing().ListAsync("x", null, _bench.Options));

        Assert.Equal("GET /v1beta/tunedModels/x/permissions?pageSize=100", _bench.Network.Lines[0]);
        Assert.Equal("GET /v1beta/tunedModels/x/permissions?pageSize=100&pageToken=t%2B1", _bench.Network.Lines[1]);
        var everyone = Assert.Single(first.Items);
        Assert.Equal((TunedModelRole.Writer, TunedModelGranteeType.Everyone, "tunedModels/x"), (everyone.Role, everyone.GranteeType, everyone.TunedModel));
        Assert.Null(everyone.EmailAddress);
        var unknown = Assert.Single(second.Items);
        Assert.Equal((TunedModelRole.Unspecified, TunedModelGranteeType.Unspecified), (unknown.Role, unknown.GranteeType));
        Assert.Equal(("COMMENTER", "DOMAIN"), (unknown.ServiceRole, unknown.ServiceGranteeType));
        Assert.Null(second.NextPageToken);
        Assert.Empty(none.Items);
    }

    [Theory]
    [InlineData(TunedModelGranteeType.User, "ada@example.com", """{"granteeType":"USER","emailAddress":"ada@example.com","role":"WRITER"}""")]
    [InlineData(TunedModelGranteeType.Group, "team@example.com", """{"granteeType":"GROUP","emailAddress":"team@example.com","role":"WRITER"}""")]
    [InlineData(TunedModelGranteeType.Everyone, null, """{"granteeType":"EVERYONE","role":"WRITER"}""")]
    public async Task A_permission_is_one_request(TunedModelGranteeType type, string? address, string body)
    {
        _bench.Network.Answer(Reader);

        await _bench.RunAsync(backend => backend.GetSharing().CreateAsync(
            Ada with { Role = TunedModelRole.Writer, GranteeType = type, EmailAddress = address },
            _bench.Options));

        Assert.Equal(["POST /v1beta/tunedModels/x/permissions"], _bench.Network.Lines);
        Assert.Equal(body, _bench.Network.Sent[0].Body);
    }

    [Fact]
    public async Task A_change_has_the_role_alone_in_body_and_mask()
    {
        _bench.Network.Answer("""{ "role": "READER" }""").Answer(Reader);

        var changed = await _bench.RunAsync(backend => backend.GetSharing().UpdateAsync(Name, TunedModelRole.Reader, _bench.Options));

        Assert.Equal([$"PATCH /v1beta/{Name}?updateMask=role", $"GET /v1beta/{Name}"], _bench.Network.Lines);
        Assert.Equal("""{"role":"READER"}""", _bench.Network.Sent[0].Body);
        Assert.Equal("ada@example.com", changed.EmailAddress);
    }

    [Fact]
    public async Task A_permission_is_looked_for_after_a_lost_answer_and_given_again_when_it_is_not_there()
    {
        _bench.Network.Lose().Answer("{}").Lose().Answer("{\"permissions\":[" + Reader + "]}");

        var permission = await _bench.RunAsync(backend => backend.GetSharing().CreateAsync(Ada, _bench.Options));

        Assert.Equal(Name, permission.Name);
        const string Permissions = "/v1beta/tunedModels/x/permissions";
        Assert.Equal(["POST " + Permissions, $"GET {Permissions}?pageSize=100", "POST " + Permissions, $"GET {Permissions}?pageSize=100"], _bench.Network.Lines);
    }

    [Fact]
    public async Task What_must_not_be_done_twice_is_not_sent_again_after_a_lost_answer()
    {
        _bench.Network.Lose();

        var moved = await _bench.FaultAsync(backend => backend.GetSharing().TransferOwnershipAsync("x", "ada@example.com", _bench.Options));

        Assert.Equal(["POST /v1beta/tunedModels/x:transferOwnership"], _bench.Network.Lines);
        Assert.Contains("Get-GeminiTunedModelPermission", moved.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_away_what_a_lost_attempt_took_away_is_no_error()
    {
        _bench.Network.Lose().Refuse(404, "NOT_FOUND", "Permission does not exist.");

        await _bench.RunAsync(backend => backend.GetSharing().DeleteAsync(Name, _bench.Options));

        Assert.Equal([$"DELETE /v1beta/{Name}", $"DELETE /v1beta/{Name}"], _bench.Network.Lines);
    }

    [Theory]
    [InlineData(TunedModelRole.Reader)]
    [InlineData(null)]
    public async Task The_owners_permission_is_refused_before_a_change(TunedModelRole? role)
    {
        _bench.Network.Answer(Owner);

        var fault = await _bench.FaultAsync(backend => backend.GetSharing().PlanChangeAsync(Name, role, _bench.Options));

        Assert.Equal("OwnerPermissionFixed", fault.ErrorId);
        Assert.Contains("Move-GeminiTunedModelOwner", fault.Message, StringComparison.Ordinal);
        Assert.Equal([$"GET /v1beta/{Name}"], _bench.Network.Lines);
    }

    [Theory]
    [InlineData("p1")]
    [InlineData("tunedModels/x")]
    [InlineData("tunedModels/x/permissions/")]
    [InlineData("tunedModels/x/permissions/..")]
    [InlineData("tunedModels/x/permissions/p?key=1")]
    [InlineData("tunedModels/x/operations/y/permissions/p")]
    [InlineData("/permissions/p")]
    public async Task A_permissions_name_that_could_reach_elsewhere_is_never_sent(string name)
    {
        Assert.Equal("PermissionNameInvalid", (await _bench.FaultAsync(backend => backend.GetSharing().GetAsync(name, _bench.Options))).ErrorId);
        Assert.Equal("PermissionNameInvalid", (await _bench.FaultAsync(backend => backend.GetSharing().DeleteAsync(name, _bench.Options))).ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    [Theory]
    [InlineData(409, "ALREADY_EXISTS", "There is one.", "PermissionExists", TuningErrorKind.AlreadyExists)]
    [InlineData(404, "NOT_FOUND", "Tuned model tunedModels/x does not exist.", "TunedModelNotFound", TuningErrorKind.NotFound)]
    [InlineData(403, "PERMISSION_DENIED", "You do not have permission to access tuned model x.", "TunedModelAccessDenied", TuningErrorKind.PermissionDenied)]
    public async Task A_refusal_to_share_says_what_to_do(int status, string code, string message, string id, TuningErrorKind kind)
    {
        _bench.Network.Refuse(status, code, message);

        var fault = await _bench.FaultAsync(backend => backend.GetSharing().CreateAsync(Ada, _bench.Options));

        Assert.Equal((id, kind), (fault.ErrorId, fault.Kind));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Permission tunedModels/x/permissions/p1 does not exist.", "PermissionNotFound")]
    [InlineData("Tuned model tunedModels/x does not exist.", "TunedModelNotFound")]
    public async Task A_missing_permission_is_told_from_a_missing_model(string message, string id)
    {
        _bench.Network.Refuse(404, "NOT_FOUND", message);

        Assert.Equal(id, (await _bench.FaultAsync(backend => backend.GetSharing().GetAsync(Name, _bench.Options))).ErrorId);
    }
}
