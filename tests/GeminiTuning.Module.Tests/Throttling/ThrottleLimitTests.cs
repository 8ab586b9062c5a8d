using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests.Throttling;

public sealed class ThrottleLimitTests
{
    private const string Names = "'m1', 'm2', 'm3', 'm4'";

    [Theory]
    [InlineData(Names + " | Get-GeminiTunedModel -ThrottleLimit 4 | ForEach-Object Id")]
    [InlineData(Names + " | Set-GeminiTunedModel -DisplayName x -PassThru -ThrottleLimit 4 | ForEach-Object Id")]
    [InlineData("'m1', 'm2', 'm3', 'm4' | Invoke-GeminiTunedModel -Prompt x -ThrottleLimit 4 | ForEach-Object { ($_.Model -split '/')[-1] }")]
    public async Task Items_are_worked_on_together_and_come_out_in_their_order(string command)
    {
        // Each is answered after the one that came later, so that all must be there before the first is answered.
        TaskCompletionSource[] answered = [.. Enumerable.Range(0, 5).Select(static _ => NewSignal())];
        answered[4].SetResult();
        await using var server = new GatedServer(async request =>
        {
            int n = Enumerable.Range(1, 4).First(n => request.Line.Contains("/m" + n, StringComparison.Ordinal));
            await answered[n].Task;
            answered[n - 1].TrySetResult();
            return (200, GatedServer.Describe(request));
        });
        using ModuleSession session = Connect(server);

        Assert.Equal(["m1", "m2", "m3", "m4"], session.Run(command).Select(static id => (string)id.BaseObject));
    }

    [Theory]
    [InlineData("1..30 | ForEach-Object { \"m$_\" } | Get-GeminiTunedModel")]
    [InlineData("1..30 | ForEach-Object { \"m$_\" } | Set-GeminiTunedModel -DisplayName x")]
    [InlineData("1..30 | ForEach-Object { \"m$_\" } | Remove-GeminiTunedModel")]
    [InlineData("1..30 | ForEach-Object { \"m$_\" } | Invoke-GeminiTunedModel m")]
    public async Task No_more_are_sent_at_the_same_time_than_the_limit_says_and_no_fewer(string command)
    {
        var full = NewSignal();
        await using var server = new GatedServer(async request =>
        {
            if (request.Number == 5)
            {
                full.SetResult();
            }

            await full.Task;
            return (200, GatedServer.Describe(request));
        });
        using ModuleSession session = Connect(server);

        session.Run(command + " -ThrottleLimit 5");

        Assert.Equal(30, server.Log.Count);
        Assert.Equal(5, server.MostAtOnce);
    }

    [Fact]
    public async Task Answers_come_out_while_input_still_arrives()
    {
        await using var server = new GatedServer(GatedServer.Describing);
        using ModuleSession session = Connect(server);

        object first = session.Run("1..1000 | ForEach-Object { $given = $_; \"$_\" } | Invoke-GeminiTunedModel m -ThrottleLimit 2 | ForEach-Object { $given } | Select-First")[0].BaseObject;

        Assert.InRange((int)first, 1, 20);
    }

    [Fact]
    public async Task One_slow_item_holds_back_no_more_than_eight_rounds_of_the_others()
    {
        var release = NewSignal();
        await using var server = new GatedServer(async request =>
        {
            if (request.Number == 16)
            {
                release.SetResult();
            }
            else if (request.Body.Contains("\"1\"", StringComparison.Ordinal))
            {
                await release.Task;
            }

            return (200, GatedServer.Describe(request));
        });
        using ModuleSession session = Connect(server);

        object[] given = [.. session.Run("1..100 | ForEach-Object { $given = $_; \"$_\" } | Invoke-GeminiTunedModel m -ThrottleLimit 2 | ForEach-Object { $given }")
            .Select(static n => n.BaseObject)];

        // What was asked for is on its way (16), and one more waits for room.
        Assert.Equal(100, given.Length);
        Assert.InRange((int)given[0], 16, 17);
    }

    [Fact]
    public async Task With_a_limit_of_one_each_answer_is_out_before_more_input_is_asked_for()
    {
        await using var server = new GatedServer(GatedServer.Describing);
        using ModuleSession session = Connect(server);
        List<object> order = [];
        session.Runspace.SessionStateProxy.SetVariable("order", order);

        session.Run("1..4 | ForEach-Object { $order.Add(\"in $_\"); \"$_\" } | Invoke-GeminiTunedModel m -ThrottleLimit 1 | ForEach-Object { $order.Add(\"out $($_.Prompt)\") }");

        Assert.Equal(["in 1", "out 1", "in 2", "out 2", "in 3", "out 3", "in 4", "out 4"], order.Select(static line => line.ToString()));
    }

    [Fact]
    public async Task Where_input_is_slow_an_answer_is_out_before_the_next_input_comes()
    {
        await using var server = new GatedServer(GatedServer.Describing);
        using ModuleSession session = Connect(server);
        session.Run("Invoke-GeminiTunedModel m warm-up");

        // Busy for two seconds before each: a quarter of that may be spent on the answer.
        object[] answers = [.. session.Run("""
            $out = 0
            1..2 | ForEach-Object {
                $clock = [Diagnostics.Stopwatch]::StartNew()
                while ($clock.Elapsed.TotalSeconds -lt 2) { }
                if ($_ -eq 2) { $seen = $out }
                "$_"
            } | Invoke-GeminiTunedModel m | ForEach-Object { $out++ }
            $seen
            """).Select(static n => n.BaseObject)];

        Assert.Equal([1], answers);
    }

    [Fact]
    public async Task A_listing_comes_after_what_was_asked_for_before_it()
    {
        await using var server = new GatedServer(request => Task.FromResult((200, request.Line.Contains("/m", StringComparison.Ordinal)
            ? GatedServer.Describe(request)
            : "{\"tunedModels\":[{\"name\":\"tunedModels/l1\"},{\"name\":\"tunedModels/l2\"}]}")));
        using ModuleSession session = Connect(server);

        Assert.Equal(
            ["m1", "m2", "l1", "l2", "m3"],
            session.Run("'m1', 'm2', '*', 'm3' | Get-GeminiTunedModel | ForEach-Object Id").Select(static id => (string)id.BaseObject));
    }

    [Fact]
    public async Task Each_deletion_is_asked_for_while_earlier_ones_are_under_way()
    {
        var firstArrived = NewSignal();
        var lastQuestion = NewSignal();
        await using var server = new GatedServer(async request =>
        {
            firstArrived.TrySetResult();
            await lastQuestion.Task;
            return (200, "{}");
        });
        using ModuleSession session = Connect(server);
        var questions = new ConcurrentQueue<string>();
        session.Host.Screen.Choose = question =>
        {
            questions.Enqueue(question);
            if (questions.Count > 1)
            {
                // The first deletion has been sent and not been answered.
                Assert.True(firstArrived.Task.Wait(TimeSpan.FromSeconds(30)));
            }

            if (questions.Count == 4)
            {
                lastQuestion.SetResult();
            }

            return questions.Count is 2 ? No : Yes;
        };

        session.Run("'a', 'b', 'c', 'd' | Remove-GeminiTunedModel -Confirm");

        Assert.Equal(4, questions.Count);
        Assert.Equal(
            ["DELETE /v1beta/tunedModels/a", "DELETE /v1beta/tunedModels/c", "DELETE /v1beta/tunedModels/d"],
            server.Log.Select(static request => request.Line).Order(StringComparer.Ordinal));
    }

    private const int Yes = 0;
    private const int No = 2;

    private static ModuleSession Connect(GatedServer server)
    {
        var session = new ModuleSession();
        session.Run($"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey k");
        return session;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
