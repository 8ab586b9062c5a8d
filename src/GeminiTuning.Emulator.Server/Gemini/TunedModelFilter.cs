using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>
/// The filter of <c>ListTunedModels</c>: words to find in display name and description, and the operators
/// <c>owner:me</c>, <c>writers:me</c>, <c>readers:me</c> and <c>readers:everyone</c>. All must hold.
/// </summary>
internal sealed class TunedModelFilter
{
    private static readonly Regex Term = new("\"(?<phrase>[^\"]*)\"|(?<word>\\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Operator = new(@"\A(owner|writers|readers):", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    private readonly List<Func<TunedModelRecord, bool>> _conditions = [];

    public TunedModelFilter(string filter, Caller caller)
    {
        var hasOperator = false;
        foreach (Match term in Term.Matches(filter))
        {
            var word = term.Groups["word"].Value;
            if (Operator.IsMatch(word))
            {
                hasOperator = true;
                _conditions.Add(ConditionOf(word, caller));
            }
            else
            {
                var text = term.Groups["phrase"].Success ? term.Groups["phrase"].Value : word;
                _conditions.Add(model => Contains(model.DisplayName, text) || Contains(model.Description, text));
            }
        }

        if (!hasOperator)
        {
            _conditions.Add(model => !TunedModelAccess.IsSharedWithEveryone(model));
        }
    }

    public bool Matches(TunedModelRecord model) => _conditions.TrueForAll(condition => condition(model));

    private static Func<TunedModelRecord, bool> ConditionOf(string term, Caller caller) => term.ToUpperInvariant() switch
    {
        "OWNER:ME" => model => TunedModelAccess.OwnRoleOf(model, caller) == PermissionRole.Owner,
        "WRITERS:ME" => model => TunedModelAccess.OwnRoleOf(model, caller) == PermissionRole.Writer,
        "READERS:ME" => model => TunedModelAccess.OwnRoleOf(model, caller) == PermissionRole.Reader,
        "READERS:EVERYONE" => TunedModelAccess.IsSharedWithEveryone,
        _ => throw RequestRules.Broken(
            "ListTunedModelsRequest", "filter", $"'{term}' is not an operator. Use owner:me, writers:me, readers:me or readers:everyone."),
    };

    private static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
