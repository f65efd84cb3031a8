using CamFunctions.Model.Dilation;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// A convolution that moves over the image by two pixels, as one that moves by one over blocks of two by two pixels, whose twelve values
/// are its channels (SpaceToDepth). It adds up the same products, and zeros. ONNX Runtime's integer kernel copies what is under a window
/// pixel by pixel: three bytes from each of 7 x 7 pixels take it longer than twelve from each of 4 x 4 blocks.
/// </summary>
internal sealed class PixelBlocks
{
    /// <summary>Of a block, in pixels.</summary>
    public const int Side = 2;

    /// <summary>Windows of 3 x 3 pixels, as small networks begin with, gain nothing.</summary>
    private const int SmallestKernel = 4;

    private const int ImageChannels = 3;
    private const int BlockChannels = ImageChannels * Side * Side;

    /// <summary>What may be done to the image before the convolution: pixels stay where they are.</summary>
    private static readonly HashSet<string> Preprocessing = ["Cast", "Transpose", "Gather", "Add", "Sub", "Mul", "Div"];

    private readonly Axis down;
    private readonly Axis across;

    private PixelBlocks(Window pixels)
    {
        down = Axis.Of(pixels.Kernel[0], pixels.Pads[0], pixels.Pads[2]);
        across = Axis.Of(pixels.Kernel[1], pixels.Pads[1], pixels.Pads[3]);
    }

    /// <returns><see langword="null"/> if the node is no such convolution, or does not read the image itself.</returns>
    public static PixelBlocks? Of(GraphNode node, WeightedLayer layer)
    {
        if (node.Operator != "Conv" || layer.Shape is not [_, ImageChannels, _, _] || !ReadsWholeBlocks(node.Input(0)!))
        {
            return null;
        }

        var pixels = Window.Of(node, _ => layer.Shape).Found;
        return pixels is { Strides: [Side, Side], Dilations: [1, 1] } && pixels.Kernel.Min() >= SmallestKernel
            ? new PixelBlocks(pixels)
            : null;
    }

    /// <summary>The node over blocks.</summary>
    public NodeProto Rewrite(NodeProto node)
    {
        var window = new Window(
            [down.Kernel, across.Kernel], [1, 1], [1, 1], [down.Before, across.Before, down.After, across.After]);
        var copy = window.WriteTo(node);
        copy.SetIntegers("kernel_shape", window.Kernel);
        return copy;
    }

    /// <param name="weights">[output channels, 3, height, width].</param>
    /// <param name="shape">Their shape.</param>
    /// <returns>[output channels, 12, height, width in blocks], with the channels in the order of SpaceToDepth.</returns>
    public (sbyte[] Weights, long[] Shape) Rearrange(ReadOnlySpan<sbyte> weights, long[] shape)
    {
        var (height, width) = (shape[2], shape[3]);
        var rearranged = new sbyte[shape[0] * BlockChannels * down.Kernel * across.Kernel];
        for (var at = 0; at < weights.Length; at++)
        {
            var (rest, x) = Math.DivRem(at, width);
            (rest, var y) = Math.DivRem(rest, height);
            var (output, channel) = Math.DivRem(rest, ImageChannels);
            var (row, inRow) = Math.DivRem(down.Offset + y, Side);
            var (column, inColumn) = Math.DivRem(across.Offset + x, Side);
            var blockChannel = (((inRow * Side) + inColumn) * ImageChannels) + channel;
            rearranged[(((((output * BlockChannels) + blockChannel) * down.Kernel) + row) * across.Kernel) + column] = weights[at];
        }

        return (rearranged, [shape[0], BlockChannels, down.Kernel, across.Kernel]);
    }

    /// <summary>
    /// Whether it is the image, of an even number of rows and columns. Sides that are open are multiples of the network's stride.
    /// </summary>
    private static bool ReadsWholeBlocks(GraphValue value)
    {
        var origins = value.Origins().ToList();
        return origins.TrueForAll(origin => origin.Producer is not { } node || Preprocessing.Contains(node.Operator))
            && origins[^1].Declaration is { } image
            && image.Type.TensorType.Shape.Dim.All(side => side.DimValue is ImageChannels || side.DimValue % Side == 0);
    }

    /// <summary>A direction of the window, in blocks.</summary>
    /// <param name="Kernel">The window's length.</param>
    /// <param name="Before">Padding at the beginning.</param>
    /// <param name="After">Padding at the end.</param>
    /// <param name="Offset">The pixel of its first block at which the window of pixels began.</param>
    private sealed record Axis(long Kernel, long Before, long After, long Offset)
    {
        public static Axis Of(long kernel, long before, long after)
        {
            var blocksBefore = (before + Side - 1) / Side;
            var offset = (blocksBefore * Side) - before;
            var blocks = (offset + kernel + Side - 1) / Side;
            // As many results as before. The division rounds down, below zero too.
            var further = (before + after - kernel) >> 1;
            return new Axis(blocks, blocksBefore, further + blocks - blocksBefore, offset);
        }
    }
}
