using System;

namespace GeminiTuning.Core.Auth;

/// <summary>How far this machine's clock is from a token server's, by the <c>Date</c> of its last answer.</summary>
internal sealed class TokenServerClock
{
    /// <summary>How far this clock is ahead, negative where it is behind; <see langword="null"/> before an answer with a date.</summary>
    public TimeSpan? Lead { get; private set; }

    public void Compare(DateTimeOffset here, DateTimeOffset there) => Lead = here - there;
}
