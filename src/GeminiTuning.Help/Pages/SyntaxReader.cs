using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace GeminiTuning.Help.Pages;

/// <summary>Reads the SYNTAX section, and holds it against the parameters.</summary>
internal sealed class SyntaxReader(PageDocument page)
{
    private const string DefaultMark = "(Default)";
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '[', ']'];

    /// <summary>Reads the parameter sets.</summary>
    public IReadOnlyList<SyntaxSet> Read(Section section, IReadOnlyList<ParameterHelp> parameters)
    {
        // A cmdlet with one nameless set has its code block directly below the heading.
        Section[] parts = section.Sections.Count > 0 ? [.. section.Sections] : [section with { Title = string.Empty }];
        List<SyntaxSet> sets = [];
        foreach (Section part in parts)
        {
            CodeBlock? code = part.Blocks.OfType<CodeBlock>().FirstOrDefault();
            if (code is null)
            {
                page.Report(part.Line, ErrorCode.Empty, "There is no code block with the syntax.");
                continue;
            }

            string name = part.Title.Replace(DefaultMark, string.Empty, StringComparison.Ordinal).Trim();
            var set = new SyntaxSet(name, part.Line, [.. Names(code)]);
            Check(set, parameters);
            sets.Add(set);
        }

        return sets;
    }

    private static IEnumerable<string> Names(CodeBlock code) =>
        BlockText.Code(code)
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Where(static token => token.Length > 1 && token[0] == '-' && char.IsLetter(token[1]))
            .Select(static token => token[1..]);

    private void Check(SyntaxSet set, IReadOnlyList<ParameterHelp> parameters)
    {
        string where = set.Name.Length == 0 ? "the syntax" : $"the parameter set '{set.Name}'";
        foreach (string name in set.ParameterNames)
        {
            ParameterHelp? parameter = parameters.FirstOrDefault(parameter => parameter.Is(name));
            if (parameter?.In(set.Name) is null)
            {
                page.Report(set.Line, ErrorCode.Syntax, $"'-{name}' is in {where}, but PARAMETERS does not say so.");
            }
        }

        foreach (ParameterHelp parameter in parameters)
        {
            if (parameter.In(set.Name) is not null && !set.ParameterNames.Any(parameter.Is))
            {
                page.Report(parameter.Line, ErrorCode.Syntax, $"'-{parameter.Name}' is not in the code of {where}.");
            }
        }
    }
}
