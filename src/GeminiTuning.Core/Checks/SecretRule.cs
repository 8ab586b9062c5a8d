using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Texts should have nothing that looks like a key, since a tuned model can repeat what it was trained on.</summary>
internal sealed class SecretRule : TrainingRule
{
    private static readonly SecretPattern[] Patterns =
    [
        new("a Google API key", "AIza", 35),
        new("a Google OAuth client secret", "GOCSPX-", 24),
        new("a Google access token", "ya29.", 26),
        new("a private key", "-----BEGIN", 0, RowSigns.Hyphen),
        new("an AWS access key", "AKIA", 16, RowSigns.LetterK),
        new("a GitHub token", "ghp_", 30),
        new("a GitHub token", "github_pat_", 30),
        new("a Slack token", "xox", 28),
        new("a key as OpenAI and others write them", "sk-", 28),
        new("a JSON web token", "eyJ", 30),
    ];

    public SecretRule()
    {
        Signs = RowSigns.LongRun | RowSigns.LetterK | RowSigns.Hyphen;
    }

    public override void Check(RowReport row)
    {
        foreach (var pattern in Patterns)
        {
            if ((row.Signs & pattern.Sign) != RowSigns.None && pattern.MayBeIn(row.Texts.Whole.Span))
            {
                Search(row, pattern);
            }
        }
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
