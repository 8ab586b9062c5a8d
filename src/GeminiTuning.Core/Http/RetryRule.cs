using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Http;

/// <summary>When a request may be sent again.</summary>
internal sealed class RetryRule
{
    private readonly IReadOnlyList<int> _statuses;

    private RetryRule(bool afterLostAnswer, params int[] statuses)
    {
        AfterLostAnswer = afterLostAnswer;
        _statuses = statuses;
    }

    /// <summary>
    /// For a request that has the same effect however often it arrives, and for one that makes something and comes with a
    /// way to look for that.
    /// </summary>
    public static RetryRule Repeatable { get; } = new(afterLostAnswer: true, 408, 429, 500, 502, 503, 504);

    /// <summary>For a request that must not take effect twice: again only when the service says that it is busy.</summary>
    public static RetryRule OnlyWhenTurnedAway { get; } = new(afterLostAnswer: false, 429, 503);

    /// <summary>Whether to try again when no answer came, or half of one.</summary>
    public bool AfterLostAnswer { get; }

    /// <summary>Whether nobody knows, after this status, if the request took effect.</summary>
    public static bool LeavesUnsure(int status) => status is 408 or (>= 500 and not 501);

    public bool Covers(int status) => _statuses.Contains(status);
}
