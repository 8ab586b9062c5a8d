using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>Counts tokens as a service does.</summary>
public interface ITokenCounter
{
    /// <summary>Counts the tokens of an example, prompt and answers together (API method <c>countTokens</c>).</summary>
    /// <param name="model">The model that they are tokens of.</param>
    /// <param name="example">The example.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The number (API field <c>totalTokens</c>).</returns>
    Task<long> CountTokensAsync(string model, TuningExample example, CallOptions options);
}
