using System;
using System.Text;
using Markdig.Syntax.Inlines;

namespace GeminiTuning.Help.Pages;

/// <summary>The plain text of a line of Markdown.</summary>
internal static class InlineText
{
    /// <summary>Drops the marks and keeps the words.</summary>
    public static string Render(ContainerInline? container)
    {
        var text = new StringBuilder();
        Append(text, container);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline? container)
    {
        for (Inline? inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline lineBreak:
                    text.Append(lineBreak.IsHard ? '\n' : ' ');
                    break;
                case LinkInline link:
                    AppendLink(text, link);
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
            }
        }
    }

    // A console cannot follow a link, so a web address is shown beside its text.
    private static void AppendLink(StringBuilder text, LinkInline link)
    {
        int start = text.Length;
        Append(text, link);
        if (IsWeb(link.Url) && !text.ToString(start, text.Length - start).Equals(link.Url, StringComparison.Ordinal))
        {
            text.Append(" (").Append(link.Url).Append(')');
        }
    }

    /// <summary>Whether an address leads to the web rather than to another page here.</summary>
    public static bool IsWeb(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http";
}
