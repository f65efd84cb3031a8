using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>A map at the network's pixels.</summary>
/// <param name="Width">In network pixels.</param>
/// <param name="Height">In network pixels.</param>
/// <param name="Values">[height, width].</param>
internal sealed record UpsampledMap(int Width, int Height, float[] Values)
{
    public float Maximum { get; } = Values.Max();

    public static UpsampledMap Of(ActivationMap map, NetworkFrame frame)
    {
        var values = new float[frame.Width * frame.Height];
        Upsampling.ToNetwork(map, frame.Width, frame.Height, values);
        return new UpsampledMap(frame.Width, frame.Height, values);
    }

    public UpsampledMap Mirrored()
    {
        var mirrored = (float[])Values.Clone();
        for (var y = 0; y < Height; y++)
        {
            mirrored.AsSpan(y * Width, Width).Reverse();
        }

        return this with { Values = mirrored };
    }
}
