using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>The checks of one connection. They only read, so they can be run at any time.</summary>
public interface IConnectionChecks
{
    /// <summary>Runs the checks one after the other.</summary>
    /// <param name="options">What accompanies the calls.</param>
    /// <returns>
    /// The checks as they run: each is begun when it is reached, and must have ended before the next is. What goes wrong is
    /// in the <see cref="ConnectionCheck"/>; only a cancellation comes out as an exception.
    /// </returns>
    IEnumerable<Task<ConnectionCheck>> Run(CallOptions options);
}
