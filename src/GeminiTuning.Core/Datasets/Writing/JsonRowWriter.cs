using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Writes JSON objects, one a line, alone or as the items of a list.</summary>
internal sealed class JsonRowWriter : IRowWriter
{
    private readonly Stream _target;
    private readonly RowForm _form;
    private readonly bool _isList;
    private bool _any;

    public JsonRowWriter(Stream target, RowForm form, bool isList)
    {
        _target = target;
        _form = form;
        _isList = isList;
    }

    public string? Problem(TuningExample example) => null;

    public void Write(TuningExample example)
    {
        if (_isList)
        {
            Append(_any ? ",\n" : "[\n");
        }

        _form.Convert(example).CopyTo(_target);
        if (!_isList)
        {
            Append("\n");
        }

        _any = true;
    }

    public void Finish()
    {
        if (_isList)
        {
            Append("\n]\n");
        }
    }

    public void Dispose() => _target.Dispose();

    private void Append(string text) => _target.Write(Encoding.ASCII.GetBytes(text), 0, text.Length);
}
