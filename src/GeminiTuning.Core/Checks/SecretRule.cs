using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Texts should have nothing that looks like a key, since a tuned model can repeat what it was trained on.</summary>
internal sealed class SecretRule : ITrainingRule
{
    private static readonly SecretPattern[] Patterns =
    [
        new("a Google API key", "AIza", 35),
        new("a Google OAuth client secret", "GOCSPX-", 20),
        new("a Google access token", "ya29.", 20),
        new("a private key", "-----BEGIN", 0),
        new("an AWS access key", "AKIA", 16),
        new("a GitHub token", "ghp_", 30),
        new("a GitHub token", "github_pat_", 20),
        new("a Slack token", "xox", 15),
        new("a key as OpenAI and others write them", "sk-", 20),
        new("a JSON web token", "eyJ", 30),
    ];

    public void Check(RowReport row)
    {
        var whole = row.Texts.Whole.Span;
        foreach (var pattern in Patterns)
        {
            if (pattern.MayBeIn(whole))
            {
                Search(row, pattern);
            }
        }
    }

    public void Complete(WholeReport whole)
    {
    }

    private static void Search(RowReport row, SecretPattern pattern)
    {
        for (var i = 0; i < row.Texts.Count; i++)
        {
            if (pattern.IsIn(row.Texts[i], out var masked))
            {
                row.Add(TrainingRuleIds.Secret, i, "the text has what looks like " + pattern.Kind, masked);
            }
        }
    }
}
