using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GeminiTuning.Module.Tests.Help;

namespace GeminiTuning.Module.Tests;

/// <summary>Bad days for scripts, as users write them down.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("@{ Status = 503; Probability = 0.2 }", "503:20%")]
    [InlineData("@{ status = '503'; PROBABILITY = '20%' }", "503:20%")]
    [InlineData("@{ Reset = 'AfterApplying'; Probability = 0.05 }", "ResetAfterApplying:5%")]
    [InlineData("@{ Reset = 'beforeapplying' }", "ResetBeforeApplying")]
    [InlineData("@{ Truncate = $true; Probability = 0.05 }", "Truncate:5%")]
    [InlineData("@{ Stall = $true; Count = 2 }", "Stall, 2 times")]
    [InlineData("@{ QuotaPerMinute = 60 }", "QuotaPerMinute=60")]
    [InlineData("@{ DailyQuota = 1000; Path = 'tunedModels/*:generateContent' }", "DailyQuota=1000 for tunedModels/*:generateContent")]
    [InlineData("@{ TokenExpiry = $true; Probability = 0.01 }", "TokenExpiry:1%")]
    [InlineData("@{ Delay = [timespan]'00:00:02' }", "Delay=2")]
    [InlineData("@{ Delay = 0.5; Method = 'post' }", "Delay=0.5 for POST")]
    [InlineData("@{ Status = (1 | ForEach-Object { 429 }); RetryAfter = 5 }", "429")]
    [InlineData("([pscustomobject]@{ Status = 500 })", "500")]
    [InlineData("([GeminiTuning.EmulatorFault]@{ Kind = 'Stall' })", "Stall")]
    [InlineData("'503:20%', @{ Truncate = $true }", "503:20%", "Truncate")]
    [InlineData("@('503:20%')", "503:20%")]
    [InlineData("503", "503")]
    public void Faults_are_taken_in_every_form(string fault, params string[] taken)
    {
        PSObject emulator = Assert.Single(_session.Run($"Start-GeminiTuningEmulator -Fault {fault}"));
        Assert.Equal(taken, ((IEnumerable<object>)emulator.Properties["Fault"].Value).Select(static one => one.ToString()!), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("@{ Status = 418 }", "Status '418' of the fault is no error that the services answer with. Use one of 400,")]
    [InlineData("@{ Status = 503; Probability = 20 }", "Probability '20' of the fault is not from 0 to 1.")]
    [InlineData("@{ Status = 503; Delay = 2 }", "do not say one thing that befalls a request.")]
    [InlineData("@{ Probability = 0.2 }", "The keys 'Probability' of the fault do not say one thing")]
    [InlineData("@{}", "The keys '' of the fault do not say one thing")]
    [InlineData("@{ Statu = 503 }", "Key 'Statu' of the fault does not exist. Use one of Status, Delay,")]
    [InlineData("@{ Reset = 'Sometimes' }", "Reset 'Sometimes' of the fault is neither 'BeforeApplying'")]
    [InlineData("@{ Truncate = $false }", "Truncate 'False' of the fault has no values but $true.")]
    [InlineData("@{ QuotaPerMinute = 60; Probability = 0.5 }", "does not go with a quota")]
    [InlineData("@{ QuotaPerMinute = 60; Count = 1 }", "Count '1' of the fault does not go with a quota.")]
    [InlineData("@{ Stall = $true; RetryAfter = 5 }", "RetryAfter '00:00:05' of the fault")]
    [InlineData("@{ Status = 503; Count = 0 }", "Count '0' of the fault is not a whole number from 1.")]
    [InlineData("@{ Status = 503; Method = 'GET,POST' }", "Method 'GET,POST' of the fault is no HTTP method.")]
    [InlineData("@{ Status = 503; Path = ' ' }", "Path ' ' of the fault is blank.")]
    [InlineData("'oops'", "The text 'oops' of the fault is none. Write a status or a kind")]
    [InlineData("$null", "A fault is missing.")]
    public void A_fault_that_is_none_is_refused_with_value_rule_and_fix(string fault, string message)
    {
        ErrorRecord error = _session.Fail($"Start-GeminiTuningEmulator -Fault {fault}");
        Assert.Equal(("ParameterArgumentTransformationError", ErrorCategory.InvalidData), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["EmulatorNotFound"], _session.TryRun("Stop-GeminiTuningEmulator 1").ErrorIds);
    }

    [Theory]
    [InlineData("50", 50)]
    [InlineData("0.5", 0.5)]
    [InlineData("'00:00:00.120'", 120)]
    [InlineData("([timespan]::FromSeconds(1))", 1000)]
    public void Latency_is_in_milliseconds_or_a_timespan(string latency, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Assert.Single(_session.Run($"(Start-GeminiTuningEmulator -Latency {latency}).Latency")).BaseObject);

    [Fact]
    public void A_latency_is_refused_where_it_is_none_or_too_long()
    {
        Assert.Contains("Give milliseconds, such as 50", _session.Fail("Start-GeminiTuningEmulator -Latency soon").Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("EmulatorOptionInvalid", _session.Fail("Start-GeminiTuningEmulator -Latency 60001").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_is_kept_and_one_that_was_not_given_can_be_read()
    {
        Assert.Equal(7, Assert.Single(_session.Run("(Start-GeminiTuningEmulator -Seed 7).FaultSeed")).BaseObject);
        Assert.IsType<int>(Assert.Single(_session.Run("(Start-GeminiTuningEmulator).FaultSeed")).BaseObject);
    }

    [Fact]
    public void A_script_sees_the_fault_and_the_emulator_what_was_done()
    {
        RunResult result = _session.TryRun("""
            $emulator = Start-GeminiTuningEmulator -TuningDuration 0 -Fault @{ Status = 403; Path = 'tunedModels'; Method = 'POST'; Count = 1 }
            Connect-GeminiTuning -Emulator
            @{ input = '1'; output = '2' } | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1
            $emulator.Requests | Where-Object Fault
            """);
        Assert.Contains("The caller does not have permission", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["POST", "/v1beta/tunedModels", 403, "Status", false],
            Values(result.Output[^1], "Method", "Route", "Status", "Fault", "Applied"));
    }

    [Fact]
    public void The_bad_day_of_the_help_happens()
    {
        string script = HelpPage.Load("about_GeminiTuning").Sections.SelectMany(static section => section.AllBlocks)
            .Single(static block => block.Text.Contains("-Fault ", StringComparison.Ordinal)).Text;
        PSObject count = Assert.Single(_session.Run(script), static item => item.Properties["Fault"] is not null);
        Assert.Equal([503, "Status", false], Values(count, "Status", "Fault", "Applied"));
        Assert.InRange((long)count.Properties["Count"].Value, 1, 5);
    }

    [Fact]
    public void Tab_offers_faults() =>
        Assert.Equal(["ResetBeforeApplying:5%", "ResetAfterApplying:5%"], _session.Complete("Start-GeminiTuningEmulator -Fault Res"), StringComparer.Ordinal);

    private static object[] Values(PSObject item, params string[] names) =>
        [.. names.Select(name => item.Properties[name].Value is Enum value ? value.ToString() : item.Properties[name].Value)];
}
