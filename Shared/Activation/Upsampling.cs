using System.Numerics;
using System.Runtime.InteropServices;

namespace CamFunctions.Shared.Activation;

/// <summary>Bilinear up-sampling of an activation map between cell centres, clamped at the border.</summary>
internal sealed class Upsampling(ActivationMap map, Interpolation across, Interpolation down)
{
    private readonly float[] gridRow = new float[map.Columns];

    public int Width => across.Length;

    /// <summary>Up-samples a map to the network's input size, into an array [height, width].</summary>
    public static void ToNetwork(ActivationMap map, int width, int height, Span<float> values)
    {
        var grid = map.GridIn(width, height);
        var upsampling = new Upsampling(
            map,
            new Interpolation(map.Columns, width, grid.ToColumn),
            new Interpolation(map.Rows, height, grid.ToRow));
        for (var y = 0; y < height; y++)
        {
            upsampling.Row(y, values.Slice(y * width, width));
        }
    }

    /// <summary>Writes one row of the up-sampled map. Not thread-safe.</summary>
    public void Row(int y, Span<float> values)
    {
        var before = map.Row(down.Before[y]);
        var after = map.Row(down.After[y]);
        for (var column = 0; column < gridRow.Length; column++)
        {
            gridRow[column] = before[column] + ((after[column] - before[column]) * down.Weight[y]);
        }

        foreach (var (start, end) in across.Runs)
        {
            var value = gridRow[across.Before[start]];
            var difference = gridRow[across.After[start]] - value;
            Interpolate(value, difference, across.Weight.AsSpan(start, end - start), values[start..end]);
        }
    }

    private static void Interpolate(float value, float difference, ReadOnlySpan<float> weights, Span<float> values)
    {
        var weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (var index = 0; index < vectors.Length; index++)
        {
            vectors[index] = new Vector<float>(value) + (weightVectors[index] * difference);
        }

        for (var x = vectors.Length * Vector<float>.Count; x < values.Length; x++)
        {
            values[x] = value + (difference * weights[x]);
        }
    }
}
