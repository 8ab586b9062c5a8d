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

    /// <summary>For a request that has the same effect however often it arrives.</summary>
    public static RetryRule Repeatable { get; } = new(afterLostAnswer: true, 408, 429, 500, 502, 503, 504);

    /// <summary>
    /// For a request that must not take effect twice: again only when the service says that it turned it away. After a
    /// 500, a 504 or silence nobody knows whether it took effect.
    /// </summary>
    public static RetryRule OnlyWhenTurnedAway { get; } = new(afterLostAnswer: false, 429, 503);

    /// <summary>Whether to try again when the connection failed and no answer came.</summary>
    public bool AfterLostAnswer { get; }

    public bool Covers(int status) => _statuses.Contains(status);
}
