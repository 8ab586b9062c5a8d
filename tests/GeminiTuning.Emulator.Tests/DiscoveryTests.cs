using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class DiscoveryTests : IDisposable
{
    private readonly TestEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("$discovery/rest?version=v1beta", "v1beta")]
    [InlineData("%24discovery/rest?version=v1", "v1")]
    public async Task The_surface_is_described_without_credentials(string path, string version)
    {
        var document = (await _emulator.Send(HttpMethod.Get, path, null, _ => { })).Json;
        Assert.Equal(("generativelanguage:" + version, _emulator.Endpoint.AbsoluteUri), ((string?)document["id"], (string?)document["rootUrl"]));
        var methods = Methods(document["resources"]!).ToDictionary(method => (string)method["id"]!);
        var patch = methods["generativelanguage.tunedModels.patch"];
        Assert.Equal(
            ("PATCH", version + "/{+name}", version + "/tunedModels/{tunedModelsId}"),
            ((string?)patch["httpMethod"], (string?)patch["path"], (string?)patch["flatPath"]));
        Assert.Equal(["name", "updateMask"], patch["parameters"]!.AsObject().Select(parameter => parameter.Key));
        Assert.Equal("TunedModel", (string?)patch["request"]!["$ref"]);
        Assert.Equal(["tunedModelId"], methods["generativelanguage.tunedModels.create"]["parameters"]!.AsObject().Select(parameter => parameter.Key));
        Assert.Equal(version + "/{+name}:cancel", (string?)methods["generativelanguage.tunedModels.operations.cancel"]["path"]);
    }

    [Fact]
    public async Task All_references_lead_somewhere()
    {
        var document = (await _emulator.Get("$discovery/rest?version=v1beta")).Json;
        var schemas = document["schemas"]!.AsObject().Select(schema => schema.Key).ToHashSet();
        Assert.DoesNotContain(References(document), reference => !schemas.Contains(reference));
        Assert.All(document["schemas"]!.AsObject(), schema => Assert.Equal(schema.Key, (string?)schema.Value!["id"]));
    }

    [Fact]
    public async Task A_version_that_is_not_served_is_not_described() =>
        Assert.Equal(404, (await _emulator.Get("$discovery/rest?version=v9")).Status);

    private static IEnumerable<JsonNode> Methods(JsonNode resources) => resources.AsObject().SelectMany(resource =>
        (resource.Value!["methods"]?.AsObject() ?? []).Select(method => method.Value!)
            .Concat(resource.Value["resources"] is { } inner ? Methods(inner) : []));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
