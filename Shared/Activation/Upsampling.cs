namespace CamFunctions.Shared.Activation;

/// <summary>Bilinear up-sampling of an activation map between cell centres, clamped at the border.</summary>
internal sealed class Upsampling(ActivationMap map, Interpolation across, Interpolation down)
{
    private readonly float[] gridRow = new float[map.Columns];

    /// <summary>Up-samples a map to the network's input size, [height, width].</summary>
    public static float[] ToNetwork(ActivationMap map, int width, int height)
    {
        var upsampling = new Upsampling(
            map,
            new Interpolation(map.Columns, width, x => x * map.Columns / width),
            new Interpolation(map.Rows, height, y => y * map.Rows / height));
        var values = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            upsampling.Row(y, values.AsSpan(y * width, width));
        }

        return values;
    }

    /// <summary>Writes one row of the up-sampled map. Not thread-safe.</summary>
    public void Row(int y, Span<float> values)
    {
        var (before, after, weight) = (down.Before[y], down.After[y], down.Weight[y]);
        for (var column = 0; column < gridRow.Length; column++)
        {
            gridRow[column] = Between(map[before, column], map[after, column], weight);
        }

        for (var x = 0; x < values.Length; x++)
        {
            values[x] = Between(gridRow[across.Before[x]], gridRow[across.After[x]], across.Weight[x]);
        }
    }

    private static float Between(float before, float after, float weight) => before + ((after - before) * weight);
}
