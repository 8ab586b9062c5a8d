using System;

namespace GeminiTuning.Emulator.Learning;

/// <summary>A matrix of weights, or of their gradients and the like. Rows can be added.</summary>
internal sealed class Block(int rows, int rowLength)
{
    public int RowLength { get; } = rowLength;

    public int Rows { get; private set; } = rows;

    public double[] Values { get; private set; } = new double[rows * rowLength];

    /// <summary>The rows that were ever added to: gradients are sparse, and the others need no update.</summary>
    public bool[] Used { get; private set; } = new bool[rows];

    /// <summary>Adds rows of zeros.</summary>
    public void Grow(int rows)
    {
        var values = Values;
        var used = Used;
        Array.Resize(ref values, rows * RowLength);
        Array.Resize(ref used, rows);
        (Rows, Values, Used) = (rows, values, used);
    }

    public void AddToRow(int row, double[] source, double factor)
    {
        Used[row] = true;
        Kernels.AddScaled(Values, row * RowLength, source, 0, factor, RowLength);
    }

    public void AddRowTo(double[] target, int row, double factor) =>
        Kernels.AddScaled(target, 0, Values, row * RowLength, factor, RowLength);

    public double DotRow(int row, double[] vector) => Kernels.Dot(Values, row * RowLength, vector, 0, RowLength);

    public void AddToCell(int row, double value)
    {
        Used[row] = true;
        Values[row] += value;
    }

    public Block Clone()
    {
        var clone = new Block(Rows, RowLength);
        Values.CopyTo(clone.Values, 0);
        return clone;
    }
}
