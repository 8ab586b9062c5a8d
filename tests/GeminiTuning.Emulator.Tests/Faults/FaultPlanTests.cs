using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Faults;

/// <summary>Which requests faults befall.</summary>
public sealed class FaultPlanTests
{
    private static TestEmulator Start(int? seed, params EmulatorFault[] faults) =>
        new(new EmulatorOptions { TuningDuration = TimeSpan.Zero, FaultSeed = seed, Faults = faults });

    private static async Task<int[]> Statuses(TestEmulator emulator, int count = 60)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
        {
            statuses[i] = (await emulator.Get("v1beta/models")).Status;
        }

        return statuses;
    }

    [Fact]
    public async Task The_same_seed_brings_the_same_faults()
    {
        EmulatorFault[] faults = [EmulatorFault.Parse("503:20%"), EmulatorFault.Parse("429:10%")];
        using var first = Start(7, faults);
        using var second = Start(7, faults);
        using var other = Start(8, faults);
        var statuses = await Statuses(first);
        Assert.Equal(statuses, await Statuses(second));
        Assert.NotEqual(statuses, await Statuses(other));
        Assert.InRange(statuses.Count(status => status == 503), 4, 24);
        Assert.InRange(statuses.Count(status => status == 429), 1, 15);
    }

    [Fact]
    public async Task A_seed_that_was_not_given_can_be_read_and_used_again()
    {
        using var first = Start(seed: null, EmulatorFault.Parse("503:50%"));
        using var second = Start(first.Options.FaultSeed, EmulatorFault.Parse("503:50%"));
        Assert.Equal(await Statuses(first), await Statuses(second));
    }

    [Fact]
    public async Task Another_fault_does_not_change_what_the_first_one_draws()
    {
        using var alone = Start(7, EmulatorFault.Parse("503:30%"));
        using var both = Start(7, EmulatorFault.Parse("503:30%"), EmulatorFault.Parse("500:50%"));
        var expected = (await Statuses(alone)).Select(status => status == 503);
        Assert.Equal(expected, (await Statuses(both)).Select(status => status == 503));
    }

    [Theory]
    [InlineData("*/models", 503, 404)]
    [InlineData("/v1beta/models", 503, 404)]
    [InlineData("models", 503, 404)]
    [InlineData("v1beta/*", 503, 503)]
    [InlineData("tunedModels/*", 200, 503)]
    [InlineData("dels", 200, 404)]
    [InlineData("tunedModels/*:generateContent", 200, 404)]
    public async Task A_path_is_a_pattern_for_the_whole_or_its_end(string path, int list, int get)
    {
        using var emulator = Start(7, new EmulatorFault { Status = 503, Path = path });
        Assert.Equal(list, (await emulator.Get("v1beta/models")).Status);
        Assert.Equal(get, (await emulator.Get("v1beta/tunedModels/numbers")).Status);
    }

    [Fact]
    public async Task A_method_and_a_count_limit_a_fault()
    {
        using var emulator = Start(7, new EmulatorFault { Status = 503, Method = "GET", Count = 3 });
        Assert.Equal(404, (await emulator.Post("v1beta/nothing")).Status);
        int[] expected = [503, 503, 503, 200, 200];
        Assert.Equal(expected, await Statuses(emulator, 5));
    }

    [Fact]
    public void A_fault_that_breaks_a_rule_starts_no_emulator()
    {
        var exception = Assert.Throws<TuningException>(() => Start(7, new EmulatorFault { Status = 418 }));
        Assert.Equal(("EmulatorFaultInvalid", TuningErrorKind.InvalidArgument, 418), (exception.ErrorId, exception.Kind, exception.Target));
        Assert.StartsWith("Status '418' of the fault is no error that the services answer with. Use one of 400, 401,", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_latency_beyond_a_minute_starts_no_emulator() =>
        Assert.Equal("EmulatorOptionInvalid", Assert.Throws<TuningException>(() => new TestEmulator(new EmulatorOptions { Latency = TimeSpan.FromMinutes(2) })).ErrorId);

    [Theory]
    [InlineData("503", "503")]
    [InlineData("503:20%", "503:20%")]
    [InlineData(" 429 : 0.1 ", "429:10%")]
    [InlineData("status=500:5%", "500:5%")]
    [InlineData("delay=0.5:10%", "Delay=0.5:10%")]
    [InlineData("ResetAfterApplying:5%", "ResetAfterApplying:5%")]
    [InlineData("Reset=BeforeApplying", "ResetBeforeApplying")]
    [InlineData("truncate:1%", "Truncate:1%")]
    [InlineData("Stall", "Stall")]
    [InlineData("tokenexpiry:0.5%", "TokenExpiry:0.5%")]
    [InlineData("QuotaPerMinute=60", "QuotaPerMinute=60")]
    [InlineData("DailyQuota=1000", "DailyQuota=1000")]
    public void The_short_form_is_read_and_written(string text, string written)
    {
        var fault = EmulatorFault.Parse(text);
        Assert.Equal(written, fault.ToString());
        Assert.Equal(fault, EmulatorFault.Parse(written));
    }

    [Theory]
    [InlineData("", "The text ''")]
    [InlineData("oops:5%", "The text 'oops:5%'")]
    [InlineData("418", "Status '418'")]
    [InlineData("503:120%", "Probability '1.2'")]
    [InlineData("503:often", "Probability 'often'")]
    [InlineData("503:NaN", "Probability 'NaN'")]
    [InlineData("Delay=0", "Delay '00:00:00'")]
    [InlineData("Delay", "Delay 'True'")]
    [InlineData("Delay=soon", "Delay 'soon'")]
    [InlineData("Truncate=7", "Truncate '7'")]
    [InlineData("ResetSometimes", "Reset 'Sometimes'")]
    [InlineData("QuotaPerMinute=0", "QuotaPerMinute '0'")]
    [InlineData("QuotaPerMinute=1.5", "QuotaPerMinute '1.5'")]
    [InlineData("QuotaPerMinute=60:50%", "Probability '0.5'")]
    public void A_short_form_that_says_nothing_is_refused_with_the_value(string text, string beginning)
    {
        var exception = Assert.Throws<TuningException>(() => EmulatorFault.Parse(text));
        Assert.Equal("EmulatorFaultInvalid", exception.ErrorId);
        Assert.StartsWith(beginning + " of the fault ", exception.Message, StringComparison.Ordinal);
    }
}
