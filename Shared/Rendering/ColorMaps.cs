namespace CamFunctions.Shared.Rendering;

/// <summary>The 256 colours of each colour map, [256, 3], red first, lowest value first.</summary>
public static class ColorMaps
{
    private const int Colors = 256;

    private static readonly byte[] Jet = MakeJet();
    private static readonly byte[] Turbo = Convert.FromHexString(ColorMapTables.Turbo);
    private static readonly byte[] Viridis = Convert.FromHexString(ColorMapTables.Viridis);

    public static ReadOnlySpan<byte> Table(ColorMap colorMap) => colorMap switch
    {
        ColorMap.Jet => Jet,
        ColorMap.Turbo => Turbo,
        ColorMap.Viridis => Viridis,
        _ => throw new ArgumentOutOfRangeException(nameof(colorMap), colorMap, "Not a colour map."),
    };

    /// <summary>MATLAB's jet: one trapezoid per channel, at full value over a quarter of the range, centred at 3/4, 1/2 and 1/4.</summary>
    private static byte[] MakeJet()
    {
        var table = new byte[Colors * 3];
        for (var color = 0; color < Colors; color++)
        {
            var quarters = 4.0 * color / (Colors - 1);
            table[3 * color] = Trapezoid(quarters - 3);
            table[(3 * color) + 1] = Trapezoid(quarters - 2);
            table[(3 * color) + 2] = Trapezoid(quarters - 1);
        }

        return table;

        static byte Trapezoid(double quartersFromCentre) =>
            (byte)Math.Round(byte.MaxValue * Math.Clamp(1.5 - Math.Abs(quartersFromCentre), 0, 1));
    }
}
