using CamFunctions.Model.Cam;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>Random pixels, as the pipeline gives them to a prepared model and as its caller would give them to the network itself.</summary>
internal sealed class ProofImage
{
    private const int Colours = 3;

    /// <summary>Any content will do; a fixed one makes a fault repeatable.</summary>
    private const int Seed = 2016;

    private readonly byte[] pixels;

    public ProofImage(int height, int width)
    {
        (Height, Width) = (height, width);
        pixels = new byte[height * width * Colours];
        new Random(Seed).NextBytes(pixels);
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>uint8 [height, width, 3].</summary>
    public OrtValue ForPrepared() => OrtValue.CreateTensorValueFromMemory(pixels, [Height, Width, Colours]);

    /// <summary>What the network takes, computed here and not by the nodes that are to be proven.</summary>
    /// <param name="input">The network's input.</param>
    /// <param name="preprocessing">From bytes to its numbers; <see langword="null"/> for numbers from -1 to 1.</param>
    public OrtValue ForNetwork(NetworkInput input, Preprocessing? preprocessing)
    {
        var values = new float[pixels.Length];
        for (var position = 0; position < Height * Width; position++)
        {
            for (var channel = 0; channel < Colours; channel++)
            {
                var colour = pixels[(position * Colours) + (preprocessing is { IsBgr: true } ? Colours - 1 - channel : channel)];
                var index = input.Layout == ImageLayout.ChannelsFirst ? (channel * Height * Width) + position : (position * Colours) + channel;
                values[index] = preprocessing is null
                    ? (colour / 127.5f) - 1
                    : (colour - preprocessing.Means[channel]) * (preprocessing.Scales?[channel] ?? 1);
            }
        }

        long[] shape = input.Layout == ImageLayout.ChannelsFirst ? [1, Colours, Height, Width] : [1, Height, Width, Colours];
        return TensorNumbers.Create(values, shape, input);
    }
}
