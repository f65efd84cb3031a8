using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Activation;

/// <summary>An activation map, up-sampled to the oriented image at a given scale. Thread-safe.</summary>
public sealed class MapOverImage
{
    private readonly ActivationMap map;
    private readonly Interpolation across;
    private readonly Interpolation down;

    /// <param name="map">The map.</param>
    /// <param name="frame">The part of the image that the network saw.</param>
    /// <param name="width">Of the whole image at this scale, in pixels.</param>
    /// <param name="height">Of the whole image at this scale, in pixels.</param>
    public MapOverImage(ActivationMap map, NetworkFrame frame, int width, int height)
    {
        this.map = map;
        // From pixels at this scale, to pixels of the oriented image, to network pixels, to cells.
        double NetworkX(double x) => frame.ToNetworkX(x * frame.ImageWidth / width);
        double NetworkY(double y) => frame.ToNetworkY(y * frame.ImageHeight / height);
        var grid = map.GridIn(frame);
        across = new Interpolation(map.Columns, width, x => grid.ToColumn(NetworkX(x)));
        down = new Interpolation(map.Rows, height, y => grid.ToRow(NetworkY(y)));
        Columns = Seen(width, x => NetworkX(x) is var seen && seen >= 0 && seen < frame.Width);
        Rows = Seen(height, y => NetworkY(y) is var seen && seen >= 0 && seen < frame.Height);
    }

    public int Width => across.Length;

    public int Height => down.Length;

    /// <summary>The columns whose centres the network saw, [First, End).</summary>
    public (int First, int End) Columns { get; }

    /// <summary>The rows whose centres the network saw, [First, End).</summary>
    public (int First, int End) Rows { get; }

    /// <summary>Calls back with each row in turn: its number, and its values, NaN where the network saw nothing.</summary>
    public void ForEachRow(Action<int, float[]> action)
    {
        var upsampling = Upsample();
        var values = new float[Width];
        for (var y = 0; y < Height; y++)
        {
            if (y < Rows.First || y >= Rows.End)
            {
                Array.Fill(values, float.NaN);
            }
            else
            {
                upsampling.Row(y, values);
                values.AsSpan(0, Columns.First).Fill(float.NaN);
                values.AsSpan(Columns.End).Fill(float.NaN);
            }

            action(y, values);
        }
    }

    /// <summary>A source of rows for one thread, which goes on where the network saw nothing as at its border.</summary>
    internal Upsampling Upsample() => new(map, across, down);

    private static (int First, int End) Seen(int length, Func<double, bool> isSeen)
    {
        var (first, end) = (0, length);
        while (first < end && !isSeen(first + 0.5))
        {
            first++;
        }

        while (end > first && !isSeen(end - 0.5))
        {
            end--;
        }

        return (first, end);
    }
}
