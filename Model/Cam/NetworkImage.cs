using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Cam;

/// <summary>An image as a prepared model takes it.</summary>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Pixels">RGB, [Height, Width, 3].</param>
public sealed record NetworkImage(int Height, int Width, byte[] Pixels)
{
    private const int Colours = 3;

    /// <summary>Any content will do for a proof; a fixed one makes a fault repeatable.</summary>
    private const int Seed = 2016;

    public static NetworkImage Random(int height, int width)
    {
        var pixels = new byte[height * width * Colours];
        new Random(Seed).NextBytes(pixels);
        return new NetworkImage(height, width, pixels);
    }

    /// <summary>The image with left and right exchanged: to a network it is another photograph of the same thing.</summary>
    public NetworkImage Mirrored()
    {
        var mirrored = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var from = Pixels.AsSpan(((y * Width) + Width - 1 - x) * Colours, Colours);
                from.CopyTo(mirrored.AsSpan(((y * Width) + x) * Colours));
            }
        }

        return this with { Pixels = mirrored };
    }

    /// <summary>The image with rows and columns exchanged.</summary>
    public NetworkImage Transposed()
    {
        var transposed = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                Pixels.AsSpan(((y * Width) + x) * Colours, Colours).CopyTo(transposed.AsSpan(((x * Height) + y) * Colours));
            }
        }

        return new NetworkImage(Width, Height, transposed);
    }

    public OrtValue ToTensor() => OrtValue.CreateTensorValueFromMemory(Pixels, [Height, Width, Colours]);
}
