using System;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class MetadataTests : IDisposable
{
    private const string Root = "/computeMetadata/v1/";
    private const string Account = Root + "instance/service-accounts/default/";
    private readonly SignInEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData(Root + "project/project-id", "emulator")]
    [InlineData(Root + "universe/universe-domain", "googleapis.com")]
    [InlineData(Root + "universe/universe_domain", "googleapis.com")]
    [InlineData(Account + "email", SignInEmulator.ServiceAccount)]
    [InlineData(Account + "scopes", SignInEmulator.CloudPlatform + "\n" + SignInEmulator.Email + "\n")]
    [InlineData(Account, "aliases\nemail\nscopes\n")]
    [InlineData(Root + "instance/service-accounts", "default/\n" + SignInEmulator.ServiceAccount + "/\n")]
    [InlineData("/", "computeMetadata/\n")]
    public async Task Values_and_directories_are_text(string path, string expected)
    {
        var reply = await Read(path);
        Assert.Equal((200, expected), (reply.Status, reply.Text));
    }

    [Fact]
    public async Task The_number_of_the_project_is_that_of_the_resource_manager()
    {
        var number = (await Read(Root + "project/numeric-project-id")).Text;
        Assert.Equal(number, (string?)(await _emulator.Get("/v1/projects/emulator", await _emulator.Token())).Json["projectNumber"]);
    }

    [Theory]
    [InlineData(Account + "?recursive=true")]
    [InlineData(Root + "instance/service-accounts/" + SignInEmulator.ServiceAccount + "/?recursive=true")]
    public async Task A_directory_can_be_had_whole(string path)
    {
        (await Read(path)).ShouldBe(200, $$"""
            {"aliases": ["default"], "email": "{{SignInEmulator.ServiceAccount}}", "scopes": ["{{SignInEmulator.CloudPlatform}}", "{{SignInEmulator.Email}}"]}
            """);
        var all = JsonNode.Parse((await Read(Root + "?recursive=true")).Text)!;
        Assert.Equal("emulator", (string?)all["project"]!["projectId"]);
        Assert.NotNull(all["instance"]!["serviceAccounts"]![SignInEmulator.ServiceAccount]);
    }

    [Fact]
    public async Task The_machine_gets_tokens()
    {
        var reply = await Read(Account + "token");
        Assert.Equal((200, "Bearer", 3599), (reply.Status, (string?)reply.Json["token_type"], (int)reply.Json["expires_in"]!));
        Assert.Equal(200, (await _emulator.Get("/v1beta/tunedModels", (string)reply.Json["access_token"]!)).Status);
        var narrow = (string)(await Read(Account + "token?scopes=" + SignInEmulator.Email)).Json["access_token"]!;
        Assert.Equal(403, (await _emulator.Get("/v1beta/tunedModels", narrow)).Status);
        Assert.Equal(400, (await Read(Account + "token?scopes=everything")).Status);
    }

    [Theory]
    [InlineData(Root + "project/project-id", 403)]
    [InlineData("/computeMetadata", 403)]
    [InlineData("/", 404)]
    public async Task A_request_without_the_header_gets_nothing(string path, int status) => Assert.Equal(status, (await _emulator.Get(path)).Status);

    [Fact]
    public async Task A_request_that_was_forwarded_gets_nothing() =>
        Assert.Equal(403, (await _emulator.Send(HttpMethod.Get, Account + "token", null, null, ("Metadata-Flavor", "Google"), ("X-Forwarded-For", "10.0.0.1"))).Status);

    [Theory]
    [InlineData(Root + "nothing")]
    [InlineData(Root + "project/token")]
    [InlineData("/computeMetadata/v2/project")]
    public async Task What_there_is_not_is_not_found(string path) => Assert.Equal(404, (await Read(path)).Status);

    [Fact]
    public async Task The_answer_says_whose_it_is()
    {
        using var response = await _emulator.GetResponse(Root);
        Assert.Equal(["Google"], response.Headers.GetValues("Metadata-Flavor"));
        Assert.Equal(405, (await _emulator.Send(HttpMethod.Put, Root, null, null, ("Metadata-Flavor", "Google"))).Status);
    }

    private Task<TestReply> Read(string path) => _emulator.Send(HttpMethod.Get, path, null, null, ("Metadata-Flavor", "Google"));
}
