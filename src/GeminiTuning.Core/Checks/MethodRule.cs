using System;
using System.Linq;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>The model must be one that can be tuned by the method. A name that is not known is never refused.</summary>
internal sealed class MethodRule : TrainingRule
{
    private readonly TrainingLimits _limits;
    private readonly TrainingDataCheck _check;

    public MethodRule(TrainingLimits limits, TrainingDataCheck check)
    {
        _limits = limits;
        _check = check;
    }

    public override void Complete(WholeReport whole)
    {
        if (_check.Method != TuningMethod.Preference)
        {
            return;
        }

        if (_check.Service == TuningBackend.GeminiApi)
        {
            whole.Add(TrainingRuleIds.MethodUnsupported, "Only Vertex AI has preference tuning", severity: FindingSeverity.Error);
        }
        else if (_check.BaseModel is { } name && name.Substring(name.LastIndexOf('/') + 1) is var model
            && model.StartsWith("gemini-", StringComparison.Ordinal) && _limits.PreferenceModels?.Contains(model, StringComparer.Ordinal) == false)
        {
            whole.Add(
                TrainingRuleIds.MethodUnsupported,
                "The model " + model + " is not one of those that preference tuning takes, " + string.Join(" and ", _limits.PreferenceModels!) + " (" + _limits.Date + ")");
        }
    }
}
