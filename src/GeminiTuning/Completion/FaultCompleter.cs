using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes faults of the emulator in their short form, as a start: numbers are there to be changed.</summary>
public sealed class FaultCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Meaning)[] Faults =
    [
        ("503:20%", "Answer 20 % of the requests with status 503."),
        ("429:20%", "Answer 20 % of the requests with status 429."),
        ("500:5%", "Answer 5 % of the requests with status 500."),
        ("Delay=2:10%", "Let 10 % of the answers come 2 seconds later."),
        ("ResetBeforeApplying:5%", "Reset 5 % of the connections before the request has an effect."),
        ("ResetAfterApplying:5%", "Do what was asked for, and reset 5 % of the connections in place of the answer."),
        ("Truncate:5%", "Cut off 5 % of the bodies in the middle."),
        ("Stall:1%", "Stop in the middle of 1 % of the bodies until the client gives up."),
        ("QuotaPerMinute=60", "Refuse all but 60 requests in a minute."),
        ("DailyQuota=1000", "Refuse all but 1000 requests on a day."),
        ("TokenExpiry:1%", "Let the access tokens of 1 % of the requests expire."),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = new WildcardPattern(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Faults
            .Where(fault => pattern.IsMatch(fault.Text))
            .Select(static fault => new CompletionResult($"'{fault.Text}'", fault.Text, CompletionResultType.ParameterValue, fault.Meaning));
    }
}
