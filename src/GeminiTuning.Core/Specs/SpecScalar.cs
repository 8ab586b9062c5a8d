using System;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>A single value of a spec, with the variables in it replaced.</summary>
internal sealed class SpecScalar
{
    private static readonly Regex Variables = new(@"\$(?<literal>\$)\{|\$\{env:(?<name>[^}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Number = new(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly string _raw;
    private readonly bool _isPlain;
    private readonly bool _hasVariable;

    public SpecScalar(YamlScalarNode node, SpecSource source)
    {
        Place = source.At(node.Start);
        _raw = node.Value ?? string.Empty;
        Text = Variables.Replace(_raw, match => match.Groups["literal"].Success ? "${" : Value(match.Groups["name"].Value, source));

        // What a variable stands for has the type that is wanted: in JSON it cannot be written without quotes.
        _hasVariable = Variables.IsMatch(_raw) && _raw.Contains("${env:", StringComparison.Ordinal);
        _isPlain = node.Style == ScalarStyle.Plain || _hasVariable;
    }

    public SpecPlace Place { get; }

    public string Text { get; }

    /// <summary>The value as it is written, for errors.</summary>
    public string Shown => "'" + _raw + "'";

    public bool IsNull => _isPlain && !_hasVariable && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Whether the value is text by itself, as the schema sees it.</summary>
    public bool IsText => _hasVariable || !_isPlain || (!Number.IsMatch(Text) && AsFlag == null);

    public bool? AsFlag => !_isPlain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    public int? AsWhole =>
        _isPlain && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public double? AsNumber => _isPlain && Number.IsMatch(Text)
        && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsInfinity(value) ? value : null;

    private string Value(string name, SpecSource source) => source.Variable(name) ?? throw SpecErrors.SpecVariableMissing(Place, name);
}
