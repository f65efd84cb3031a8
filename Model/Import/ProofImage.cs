using CamFunctions.Model.Cam;
using Microsoft.ML.OnnxRuntime;
using DataType = CamFunctions.Model.Onnx.TensorProto.Types.DataType;

namespace CamFunctions.Model.Import;

/// <summary>Random pixels, as the pipeline gives them to a prepared model and as a caller would give them to the network itself.</summary>
internal sealed class ProofImage(int height, int width)
{
    private const int Colours = 3;

    private readonly NetworkImage image = NetworkImage.Random(height, width);

    public int Height => image.Height;

    public int Width => image.Width;

    /// <summary>uint8 [height, width, 3].</summary>
    public OrtValue ForPrepared() => image.ToTensor();

    /// <summary>What the network takes, computed here and not by the nodes that are to be checked.</summary>
    /// <param name="input">The network's input.</param>
    /// <param name="preprocessing">From bytes to its numbers; <see langword="null"/> for numbers from -1 to 1.</param>
    /// <exception cref="ModelException">The network's input is of a type that is not supported.</exception>
    public OrtValue ForNetwork(NetworkInput input, Preprocessing? preprocessing)
    {
        var isPlanar = input.Layout == ImageLayout.ChannelsFirst;
        var pixels = image.Pixels;
        var values = new float[pixels.Length];
        for (var position = 0; position < Height * Width; position++)
        {
            for (var channel = 0; channel < Colours; channel++)
            {
                var colour = pixels[(position * Colours) + (preprocessing is { IsBgr: true } ? Colours - 1 - channel : channel)];
                var index = isPlanar ? (channel * Height * Width) + position : (position * Colours) + channel;
                values[index] = preprocessing is null
                    ? (colour / 127.5f) - 1
                    : (colour - preprocessing.Means[channel]) * (preprocessing.Scales?[channel] ?? 1);
            }
        }

        long[] shape = isPlanar ? [1, Colours, Height, Width] : [1, Height, Width, Colours];
        return Create(values, shape, input);
    }

    private static OrtValue Create(float[] values, long[] shape, NetworkInput input) => input.Type switch
    {
        DataType.Float => OrtValue.CreateTensorValueFromMemory(values, shape),
        DataType.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (Float16)value), shape),
        DataType.Double => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (double)value), shape),
        DataType.Uint8 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (byte)value), shape),
        _ => throw new ModelException(
            $"The network's input {input.Name} is of type {input.Type}; float, float16, double and uint8 are supported."),
    };
}
