using System.Collections.Generic;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GeminiTuning.Core.Specs;

/// <summary>Lets the events of a parser through, but no tags, since nothing here is made by them, and no nesting without end.</summary>
internal sealed class SpecParser : IParser
{
    private const int MostNested = 32;

    private readonly Parser _parser;
    private readonly SpecSource _source;
    private readonly HashSet<AnchorName> _anchors = [];
    private int _depth;

    public SpecParser(Parser parser, SpecSource source)
    {
        _parser = parser;
        _source = source;
    }

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        if (!_parser.MoveNext())
        {
            return false;
        }

        _depth += _parser.Current!.NestingIncrease;
        if (_parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw SpecErrors.SpecSyntaxInvalid(_source.At(tagged.Start), "the tag '" + tagged.Tag + "' has no meaning in a spec. Take it out");
        }

        CheckAnchor(_parser.Current);
        return _depth <= MostNested ? true : throw SpecErrors.SpecSyntaxInvalid(_source.At(_parser.Current.Start), "this is nested too deep for a spec");
    }

    // The library finds a missing anchor too, but not where.
    private void CheckAnchor(ParsingEvent current)
    {
        if (current is AnchorAlias alias && !_anchors.Contains(alias.Value))
        {
            throw SpecErrors.SpecSyntaxInvalid(_source.At(alias.Start), "nothing before has the anchor '&" + alias.Value + "'");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } node)
        {
            _anchors.Add(node.Anchor);
        }
    }
}
