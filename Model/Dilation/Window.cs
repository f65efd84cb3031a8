using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Dilation;

/// <summary>How the window of a convolution or pool moves over a grid: the numbers of its node, all of them explicit.</summary>
/// <param name="Kernel">[height, width], in cells.</param>
/// <param name="Strides">[down, across].</param>
/// <param name="Dilations">[down, across].</param>
/// <param name="Pads">[top, left, bottom, right].</param>
internal sealed record Window(long[] Kernel, long[] Strides, long[] Dilations, long[] Pads)
{
    private const int Dimensions = 2;

    /// <summary>The strides of a node that has a window; of others, ones.</summary>
    public static long[] StridesOf(GraphNode node) =>
        node.Operator == "ConvTranspose" ? [1, 1] : node.GetIntegers("strides") ?? [1, 1];

    /// <param name="node">A convolution or pool.</param>
    /// <param name="constantShape">The shape of an initializer; <see langword="null"/> if there is none of the name.</param>
    public static Match<Window> Of(GraphNode node, Func<string, IReadOnlyList<long>?> constantShape)
    {
        var kernel = node.GetIntegers("kernel_shape")
            ?? (node.Input(1) is { } weights ? constantShape(weights.Name)?.Skip(Dimensions).ToArray() : null);
        if (kernel is not { Length: Dimensions })
        {
            return Refusal.At(node, "it does not state the height and width of its window");
        }

        var (strides, dilations) = (StridesOf(node), node.GetIntegers("dilations") ?? [1, 1]);
        var pads = Padding(node, [.. kernel.Zip(dilations, Reach)], strides);
        return new Window(kernel, strides, dilations, pads);
    }

    /// <summary>The same window over the grid of twice as many rows and columns, in which it finds its cells two apart.</summary>
    public Window Dilated() => this with { Dilations = Doubled(Dilations), Pads = Doubled(Pads) };

    /// <summary>
    /// The same window moved by one cell where it was moved by two. With as many cells of padding at the end as it takes for twice
    /// as many rows and columns; only the last odd ones reach that far.
    /// </summary>
    /// <param name="frame">[top, left, bottom, right]: cells that a node in front has added.</param>
    public Window AtEveryCell(long[] frame)
    {
        var pads = Pads.ToArray();
        for (var side = 0; side < Dimensions; side++)
        {
            var end = side + Dimensions;
            var added = pads[side] + pads[end] + frame[side] + frame[end];
            pads[end] += long.IsEvenInteger(added - Reach(Kernel[side], Dilations[side])) ? 1 : 0;
        }

        return this with { Strides = [1, 1], Pads = pads };
    }

    /// <summary>A copy of a node with this window.</summary>
    public NodeProto WriteTo(NodeProto node)
    {
        var copy = node.Clone();
        copy.RemoveAttribute("auto_pad");
        copy.SetIntegers("strides", Strides);
        copy.SetIntegers("pads", Pads);
        if (Dilations.Any(dilation => dilation > 1))
        {
            copy.SetIntegers("dilations", Dilations);
        }

        return copy;
    }

    private static long Reach(long kernel, long dilation) => ((kernel - 1) * dilation) + 1;

    private static long[] Doubled(long[] numbers) => Array.ConvertAll(numbers, number => number * 2);

    /// <summary>What SAME stands for on sides that are multiples of the strides (ONNX's Conv: auto_pad).</summary>
    private static long[] Padding(GraphNode node, long[] reach, long[] strides)
    {
        var total = reach.Zip(strides, (cells, stride) => Math.Max(cells - stride, 0)).ToArray();
        var less = Array.ConvertAll(total, cells => cells / 2);
        var more = Array.ConvertAll(total, cells => cells - (cells / 2));
        return node.Proto.GetText("auto_pad", "NOTSET") switch
        {
            "SAME_UPPER" => [.. less, .. more],
            "SAME_LOWER" => [.. more, .. less],
            "VALID" => [0, 0, 0, 0],
            _ => node.GetIntegers("pads") ?? [0, 0, 0, 0],
        };
    }
}
