using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;


/// <summary>Fields, roles and turns must be those that the service takes for the method.</summary>
internal sealed class FormRule : TrainingRule
{
    private readonly TuningBackend _service;
    private readonly TuningMethod _method;

    public FormRule(TuningBackend service, TuningMethod method)
    {
        _service = service;
        _method = method;
    }

    public override void Check(RowReport row)
    {
        if (row.Row.FindProblem(_method) is { } problem)
        {
            row.Add(problem.RuleId, problem.Field, problem.Text, null);
        }
        else if (_method == TuningMethod.Supervised && row.Row.HasRejected)
        {
            row.Add(TrainingRuleIds.UnsupportedForm, RowTexts.Rejected, "the row has a rejected answer, which only preference tuning on Vertex AI can use", null);
        }
        else if (_service == TuningBackend.GeminiApi && row.Row.Example.Json != null)
        {
            row.Add(TrainingRuleIds.UnsupportedForm, ContentsNames.Contents, "the row says more than a prompt and an answer, which only Vertex AI can use", null);
        }
    }
}
