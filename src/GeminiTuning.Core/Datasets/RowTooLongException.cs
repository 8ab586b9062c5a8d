using System.IO;

namespace GeminiTuning.Core.Datasets;

/// <summary>A row has more bytes than are read for one.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It says one thing only.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the readers.")]
internal sealed class RowTooLongException : IOException
{
    public RowTooLongException()
        : base("The row has more than 64 MB.")
    {
    }
}
