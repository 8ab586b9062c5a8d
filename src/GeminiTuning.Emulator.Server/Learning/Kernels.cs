#if NET
using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// The two loops that take the time. Lengths are multiples of four, and both forms add in the same order, so that
/// every runtime and processor computes the same weights.
/// </summary>
internal static class Kernels
{
#if NET
    public static double Dot(double[] left, int leftStart, double[] right, int rightStart, int length)
    {
        var a = Vectors(left, leftStart, length);
        var b = Vectors(right, rightStart, length);
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            sums += a[i] * b[i];
        }

        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    public static void AddScaled(
        double[] target,
        int targetStart,
        double[] source,
        int sourceStart,
        double factor,
        int length)
    {
        var to = Vectors(target, targetStart, length);
        var from = Vectors(source, sourceStart, length);
        var scale = Vector256.Create(factor);
        for (var i = 0; i < to.Length && i < from.Length; i++)
        {
            to[i] += from[i] * scale;
        }
    }

    private static Span<Vector256<double>> Vectors(double[] values, int start, int length) =>
        MemoryMarshal.Cast<double, Vector256<double>>(new Span<double>(values, start, length));
#else
    public static double Dot(double[] left, int leftStart, double[] right, int rightStart, int length)
    {
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        for (var i = 0; i < length; i += 4)
        {
            sum0 += left[leftStart + i] * right[rightStart + i];
            sum1 += left[leftStart + i + 1] * right[rightStart + i + 1];
            sum2 += left[leftStart + i + 2] * right[rightStart + i + 2];
            sum3 += left[leftStart + i + 3] * right[rightStart + i + 3];
        }

        return sum0 + sum1 + (sum2 + sum3);
    }

    public static void AddScaled(
        double[] target,
        int targetStart,
        double[] source,
        int sourceStart,
        double factor,
        int length)
    {
        for (var i = 0; i < length; i++)
        {
            target[targetStart + i] += source[sourceStart + i] * factor;
        }
    }
#endif
}
