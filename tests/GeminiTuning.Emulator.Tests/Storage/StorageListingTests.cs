using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageListingTests : IDisposable
{
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("", "a,b/,b/1,b/2,b/c/3,d/4,e", "")]
    [InlineData("prefix=b/", "b/,b/1,b/2,b/c/3", "")]
    [InlineData("delimiter=/", "a,e", "b/,d/")]
    [InlineData("delimiter=/&prefix=b/", "b/,b/1,b/2", "b/c/")]
    [InlineData("delimiter=/&prefix=b", "", "b/")]
    [InlineData("delimiter=/&includeTrailingDelimiter=true", "a,b/,e", "b/,d/")]
    [InlineData("startOffset=b/1&endOffset=d/4", "b/1,b/2,b/c/3", "")]
    [InlineData("prefix=none", "", "")]
    public async Task A_list_has_the_objects_and_prefixes_that_are_asked_for(string query, string items, string prefixes)
    {
        await UploadAll();
        var answer = (await _emulator.Get("/storage/v1/b/training-data/o?" + query)).Require(200);
        Assert.Equal("storage#objects", answer["kind"]);
        Assert.Equal(items, string.Join(",", Names(answer)));
        Assert.Equal(prefixes, string.Join(",", Prefixes(answer)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&delimiter=/")]
    [InlineData("&delimiter=/&includeTrailingDelimiter=true")]
    [InlineData("&delimiter=/&prefix=b/")]
    public async Task Pages_make_the_whole_list(string query)
    {
        await UploadAll();
        var whole = (await _emulator.Get("/storage/v1/b/training-data/o?maxResults=100" + query)).Require(200);
        var names = new List<string>();
        var prefixes = new List<string>();
        var token = "";
        do
        {
            var page = (await _emulator.Get($"/storage/v1/b/training-data/o?maxResults=1&pageToken={Uri.EscapeDataString(token)}{query}")).Require(200);
            Assert.Single(Names(page).Concat(Prefixes(page)));
            names.AddRange(Names(page));
            prefixes.AddRange(Prefixes(page));
            token = page["nextPageToken"] ?? "";
        }
        while (token.Length > 0);
        Assert.Equal(Names(whole), names);
        Assert.Equal(Prefixes(whole), prefixes);
    }

    [Fact]
    public async Task Names_are_in_the_order_of_their_code_points()
    {
        string[] names = ["Z", "a", "é", "\uFF5E", "😀"];
        foreach (var name in names.Reverse())
        {
            (await _emulator.Upload(name, "x")).Require(200);
        }

        Assert.Equal(names, Names(await _emulator.Get("/storage/v1/b/training-data/o")));
    }

    [Fact]
    public async Task Fields_select_parts_of_the_answer()
    {
        (await _emulator.Upload("a", "x")).Require(200);
        var answer = await _emulator.Get("/storage/v1/b/training-data/o?fields=items(name,size),nextPageToken&prettyPrint=false");
        Assert.Equal("""{"items":[{"name":"a","size":"1"}]}""", answer.Text.TrimEnd());
    }

    [Theory]
    [InlineData("maxResults=-1")]
    [InlineData("maxResults=many")]
    [InlineData("pageToken=%25%25")]
    [InlineData("versions=true&alt=yaml")]
    [InlineData("projection=half")]
    [InlineData("max_results=1")]
    [InlineData("includeTrailingDelimiter=yes")]
    public async Task A_parameter_that_is_unknown_or_has_no_such_value_is_refused(string query) =>
        (await _emulator.Get("/storage/v1/b/training-data/o?" + query)).RequireError(400, "invalidParameter");

    [Fact]
    public async Task Parameters_of_all_methods_are_accepted() =>
        (await _emulator.Get("/storage/v1/b/training-data/o?alt=json&prettyPrint=false&fields=kind&key=k&quotaUser=u&userProject=p&projection=full&uploadType=media&versions=true")).Require(200);

    private static IReadOnlyList<string> Names(StorageAnswer answer) =>
        [.. (answer.Json["items"]?.AsArray() ?? []).Select(item => item!["name"]!.GetValue<string>())];

    private static IReadOnlyList<string> Prefixes(StorageAnswer answer) =>
        [.. (answer.Json["prefixes"]?.AsArray() ?? []).Select(item => item!.GetValue<string>())];

    private async Task UploadAll()
    {
        foreach (var name in new[] { "e", "d/4", "b/c/3", "b/2", "b/1", "b/", "a" })
        {
            (await _emulator.Upload(name, "x")).Require(200);
        }
    }
}
