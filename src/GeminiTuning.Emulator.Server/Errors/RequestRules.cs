using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Errors;

/// <summary>Collects what a well-formed request gets wrong, and refuses it with all of it at once.</summary>
/// <param name="request">The name of the request's message type.</param>
internal sealed class RequestRules(string request)
{
    private readonly List<FieldViolation> _violations = [];

    public bool AreKept => _violations.Count == 0;

    /// <summary>Refuses a request for one fault.</summary>
    public static ApiException Broken(string request, string field, string problem)
    {
        var rules = new RequestRules(request);
        rules.Add(field, problem);
        return rules.ToException();
    }

    public void Add(string field, string problem) => _violations.Add(new FieldViolation(field, problem));

    /// <summary>Notes a fault where a rule is broken.</summary>
    public void Require(bool kept, string field, string problem)
    {
        if (!kept)
        {
            Add(field, problem);
        }
    }

    public void ThrowIfBroken()
    {
        if (!AreKept)
        {
            throw ToException();
        }
    }

    private ApiException ToException() => new(
        RpcCode.InvalidArgument,
        string.Join("\n", _violations.Select(violation => $"* {request}.{violation.Field}: {violation.Description}")),
        ErrorDetails.BadRequest(_violations));
}
