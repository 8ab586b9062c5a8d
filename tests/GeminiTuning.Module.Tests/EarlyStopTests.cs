using System.Globalization;
using System.Linq;
using System.Net;

namespace GeminiTuning.Module.Tests;

public sealed class EarlyStopTests
{
    [Theory]
    [InlineData("Get-GeminiTunedModel")]
    [InlineData("Get-GeminiModel")]
    [InlineData("Get-GeminiTunedModelPermission inc-1, inc-2")]
    [InlineData("Get-GeminiTuningJob")]
    [InlineData("1..20 | ForEach-Object { \"$_\" } | Invoke-GeminiTunedModel -Model inc-1")]
    [InlineData("Get-GeminiTuningLoss inc-1")]
    [InlineData("'inc-1', 'inc-2' | Wait-GeminiTuning")]
    public void Taking_only_the_first_object_ends_cleanly(string command)
    {
        using ModuleSession session = new ModuleSession().WithEmulator();
        session.Run("'inc-1', 'inc-2' | ForEach-Object { @{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id $_ } | Wait-GeminiTuning");
        Assert.Single(session.Run(command + " | Select-First"));
    }

    [Fact]
    public void Pages_that_nobody_wants_are_not_fetched()
    {
        using var server = new CountingServer(Page);
        using var session = new ModuleSession();
        session.Run($"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey k");

        Assert.Single(session.Run("Get-GeminiTunedModel | Select-First"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void The_first_object_comes_out_after_the_first_page()
    {
        using var server = new CountingServer(Page);
        using var session = new ModuleSession();
        session.Run($"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey k");
        session.Runspace.SessionStateProxy.SetVariable("server", server);

        // How many requests had been made when each object came by.
        int[] requests = [.. session.Run("Get-GeminiTunedModel | ForEach-Object { $server.Requests.Count }").Select(static n => (int)n.BaseObject)];
        Assert.Equal([1, 1, 2, 2, 3, 3], requests);
    }

    private static (int Status, string Body) Page(HttpListenerRequest request)
    {
        int page = int.Parse(request.QueryString["pageToken"] ?? "1", CultureInfo.InvariantCulture);
        string next = page < 3 ? $", \"nextPageToken\": \"{page + 1}\"" : string.Empty;
        return (200, $"{{ \"tunedModels\": [ {{ \"name\": \"tunedModels/a{page}\" }}, {{ \"name\": \"tunedModels/b{page}\" }} ]{next} }}");
    }
}
