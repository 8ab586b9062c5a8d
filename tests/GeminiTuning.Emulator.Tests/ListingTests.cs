using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class ListingTests : IDisposable
{
    private const string Tuned = "v1beta/tunedModels";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task An_empty_list_is_an_empty_object() => (await _emulator.Get(Tuned)).ShouldBe(200, "{}");

    [Fact]
    public async Task A_page_has_ten_unless_asked_otherwise()
    {
        for (var i = 0; i < 12; i++)
        {
            await _emulator.Create("numbers-" + i);
        }

        var first = (await _emulator.Get(Tuned)).Json;
        Assert.Equal(10, first["tunedModels"]!.AsArray().Count);
        var second = (await _emulator.Get($"{Tuned}?pageToken={first["nextPageToken"]}")).Json;
        Assert.Equal(2, second["tunedModels"]!.AsArray().Count);
        Assert.Null(second["nextPageToken"]);
        Assert.Equal(12, (await _emulator.ListNames("?pageSize=100000")).Count);
        Assert.Equal(12, first["tunedModels"]!.AsArray().Concat(second["tunedModels"]!.AsArray()).Select(model => (string)model!["name"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_page_token_is_good_for_its_own_query_only()
    {
        await _emulator.Create("a", "\"displayName\": \"one thing\",");
        await _emulator.Create("b", "\"displayName\": \"another thing\",");
        var token = (string)(await _emulator.Get(Tuned + "?pageSize=1&filter=thing")).Json["nextPageToken"]!;
        Assert.Equal(["tunedModels/b"], await _emulator.ListNames($"?page_size=1&filter=thing&page_token={token}"));
        const string Problem = "The page token is not valid for this call. Use the nextPageToken of a call with the same parameters.";
        (await _emulator.Get($"{Tuned}?pageToken={token}")).ShouldRefuse("ListTunedModelsRequest.page_token", Problem);
        (await _emulator.Get($"{Tuned}?filter=thing&pageToken={token}x")).ShouldRefuse("ListTunedModelsRequest.page_token", Problem);
        (await _emulator.Get($"{Tuned}?pageToken=10")).ShouldRefuse("ListTunedModelsRequest.page_token", Problem);
    }

    [Fact]
    public async Task A_negative_page_size_is_refused() =>
        (await _emulator.Get(Tuned + "?pageSize=-1")).ShouldRefuse("ListTunedModelsRequest.page_size", "The page size must not be negative.");

    [Fact]
    public async Task A_filter_finds_words_in_display_name_and_description()
    {
        await _emulator.Create("a", "\"displayName\": \"Number generator\", \"description\": \"counts upwards\",");
        await _emulator.Create("b", "\"displayName\": \"Sentiment\", \"description\": \"judges numbers of words\",");
        Assert.Equal(["tunedModels/a", "tunedModels/b"], await _emulator.ListNames("?filter=NUMBER"));
        Assert.Equal(["tunedModels/a"], await _emulator.ListNames("?filter=number+counts"));
        Assert.Equal(["tunedModels/b"], await _emulator.ListNames("?filter=%22of%20words%22%20owner:me"));
        Assert.Empty(await _emulator.ListNames("?filter=nothing"));
    }

    [Fact]
    public async Task Operators_find_models_by_permission()
    {
        await _emulator.Create("mine");
        await _emulator.Create("written");
        await _emulator.Create("shared");
        await _emulator.SendWithToken(HttpMethod.Post, Tuned + "/written:transferOwnership", """{"emailAddress": "other@example.com"}""");
        await _emulator.SendWithToken(HttpMethod.Post, Tuned + "/shared/permissions", """{"granteeType": "EVERYONE", "role": "READER"}""");
        Assert.Equal(["tunedModels/mine", "tunedModels/written"], await _emulator.ListNames());
        Assert.Equal(["tunedModels/mine", "tunedModels/shared"], await _emulator.ListNames("?filter=owner:me"));
        Assert.Equal(["tunedModels/written"], await _emulator.ListNames("?filter=writers:me"));
        Assert.Empty(await _emulator.ListNames("?filter=readers:me"));
        Assert.Equal(["tunedModels/shared"], await _emulator.ListNames("?filter=readers:everyone"));
        Assert.Equal(["tunedModels/shared"], await _emulator.ListNames("?filter=owner:me%20readers:everyone"));
        Assert.Equal(400, (await _emulator.Get(Tuned + "?filter=owner:you")).Status);
    }
}
