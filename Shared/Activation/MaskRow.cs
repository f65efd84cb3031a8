using System.Numerics;

namespace CamFunctions.Shared.Activation;

/// <summary>Finds the ends of runs in a row of a mask: the values above a threshold are kept.</summary>
internal static class MaskRow
{
    /// <summary>The first position from <paramref name="x"/> on that is above the threshold, or not; else the row's length.</summary>
    public static int FirstFrom(ReadOnlySpan<float> row, int x, float threshold, bool isAbove)
    {
        var thresholds = new Vector<float>(threshold);
        var opposite = isAbove ? Vector<int>.Zero : Vector<int>.AllBitsSet;
        while (x + Vector<float>.Count <= row.Length
            && Vector.EqualsAll(Vector.GreaterThan(new Vector<float>(row[x..]), thresholds), opposite))
        {
            x += Vector<float>.Count;
        }

        while (x < row.Length && (row[x] > threshold) != isAbove)
        {
            x++;
        }

        return x;
    }
}
