using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Collects what a well-formed request gets wrong, and refuses it with all of it at once, in Vertex AI's words.</summary>
internal sealed class VertexRules
{
    private readonly List<FieldViolation> _violations = [];

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
        if (_violations.Count > 0)
        {
            var lines = _violations.Select((violation, index) =>
                $"{(index + 1).ToString(CultureInfo.InvariantCulture)}.Field: {violation.Field}; Message: {violation.Description}\t");
            throw new ApiException(
                RpcCode.InvalidArgument,
                "List of found errors:\t" + string.Concat(lines),
                ErrorDetails.BadRequest(_violations));
        }
    }
}
