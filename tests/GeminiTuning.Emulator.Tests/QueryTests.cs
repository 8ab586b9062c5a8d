using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class QueryTests : IDisposable
{
    private const string Tuned = "v1beta/tunedModels";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task An_unknown_parameter_is_refused() =>
        (await _emulator.Get(Tuned + "?pageSise=3")).ShouldBe(400, """
            {"error": {
              "code": 400,
              "message": "Invalid JSON payload received. Unknown name \"pageSise\": Cannot bind query parameter. Field 'pageSise' could not be found in request message.",
              "status": "INVALID_ARGUMENT",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [{"description": "Invalid JSON payload received. Unknown name \"pageSise\": Cannot bind query parameter. Field 'pageSise' could not be found in request message."}]
              }]
            }}
            """);

    [Fact]
    public async Task A_parameter_of_the_wrong_type_is_refused() =>
        (await _emulator.Get(Tuned + "?pageSize=ten")).ShouldFail(400, "INVALID_ARGUMENT", "Invalid value at 'page_size' (TYPE_INT32), \"ten\"");

    [Fact]
    public async Task A_field_of_the_body_is_no_parameter() =>
        (await _emulator.Post(Tuned + "?tunedModel.displayName=x", TestEmulator.CreationBody())).ShouldFail(
            400,
            "INVALID_ARGUMENT",
            "Invalid JSON payload received. Unknown name \"tunedModel.displayName\": Cannot bind query parameter. Field 'tunedModel' could not be found in request message.");

    [Fact]
    public async Task Parameters_that_every_method_has_are_accepted() =>
        Assert.Equal(200, (await _emulator.Get(Tuned + "?$.xgafv=2&alt=json&callback=&key=k&prettyPrint=true&quotaUser=u&uploadType=media&upload_protocol=raw&%24prettyPrint=true&page_size=1")).Status);

    [Theory]
    [InlineData("$alt=json;enum-encoding=int")]
    [InlineData("%24alt=json;enum-encoding=int")]
    [InlineData("%24alt=json%3Benum-encoding%3Dint")]
    [InlineData("$alt=json%3benum-encoding=int")]
    public async Task Enumerations_are_answered_as_numbers_where_the_client_wants_that(string query)
    {
        await _emulator.Create("numbers");
        Assert.Equal(1, (int)(await _emulator.Get($"{Tuned}/numbers?{query}")).Json["state"]!);
        Assert.Equal("CREATING", (string?)(await _emulator.Get(Tuned + "/numbers")).Json["state"]);
    }

    [Fact]
    public async Task Answers_are_pretty_unless_the_client_does_not_want_that()
    {
        Assert.StartsWith("{\n  \"name\": \"models/gemini-1.5-flash\",\n  \"version\"", (await _emulator.Get("v1beta/models/gemini-1.5-flash")).Text, StringComparison.Ordinal);
        Assert.StartsWith("{\"name\":\"models/gemini-1.5-flash\",\"version\"", (await _emulator.Get("v1beta/models/gemini-1.5-flash?prettyPrint=false")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,topK", """{"name": "tunedModels/masked", "topK": 64}""")]
    [InlineData("tuningTask(hyperparameters(epochCount,batchSize))", """{"tuningTask": {"hyperparameters": {"epochCount": 5, "batchSize": 4}}}""")]
    [InlineData("tuningTask/hyperparameters/batchSize,display_name", """{"displayName": "Shown", "tuningTask": {"hyperparameters": {"batchSize": 4}}}""")]
    [InlineData("tuningTask/hyperparameters/*", """{"tuningTask": {"hyperparameters": {"epochCount": 5, "batchSize": 4, "learningRate": 0.001}}}""")]
    public async Task A_partial_answer_has_what_the_mask_names(string fields, string expected)
    {
        await _emulator.Create("masked", "\"displayName\": \"Shown\",");
        (await _emulator.Get($"{Tuned}/masked?fields={fields}")).ShouldBe(200, expected);
    }

    [Fact]
    public async Task A_mask_reaches_into_lists_and_operations()
    {
        var operation = await _emulator.Create("masked");
        (await _emulator.Get(Tuned + "?fields=tunedModels(name)")).ShouldBe(200, """{"tunedModels": [{"name": "tunedModels/masked"}]}""");
        (await _emulator.Get($"v1beta/{operation}?fields=metadata/totalSteps")).ShouldBe(200, """{"metadata": {"totalSteps": 3}}""");
        Assert.Equal("CREATING", (string?)(await _emulator.Get(Tuned + "/masked?fields=*")).Json["state"]);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("tuningTask(foo")]
    [InlineData("name,,state")]
    public async Task A_mask_that_makes_no_sense_is_refused(string fields) =>
        Assert.Equal(400, (await _emulator.Get($"{Tuned}?fields={fields}")).Status);

    [Fact]
    public async Task A_mask_may_be_a_header()
    {
        var reply = await _emulator.Send(HttpMethod.Get, "v1beta/models/gemini-1.5-flash?key=k", null, request => request.Headers.Add("X-Goog-FieldMask", "name"));
        reply.ShouldBe(200, """{"name": "models/gemini-1.5-flash"}""");
    }

    [Fact]
    public async Task A_bottomless_mask_does_no_harm()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1beta/operations?key=k");
        request.Headers.Add("X-HTTP-Method-Override", "GET");
        request.Content = new StringContent("fields=operations/metadata" + string.Concat(Enumerable.Repeat("(a", 1_000_000)), null, "application/x-www-form-urlencoded");
        Assert.Equal(400, (await _emulator.Send(request)).Status);
    }

    [Fact]
    public async Task A_format_that_is_not_supported_is_refused() =>
        Assert.Equal(400, (await _emulator.Get(Tuned + "?alt=proto")).Status);

    [Fact]
    public async Task A_method_override_counts()
    {
        await _emulator.Create("numbers");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + Tuned + "/numbers?key=k") { Content = new StringContent("{}") };
        request.Headers.Add("X-HTTP-Method-Override", "DELETE");
        (await _emulator.Send(request)).ShouldBe(200, "{}");
        Assert.Null(JsonNode.Parse((await _emulator.Get(Tuned)).Text)!["tunedModels"]);
    }
}
