using System.Globalization;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>What a foreign network takes.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Layout">Where its channels are.</param>
/// <param name="Height">In pixels; <see langword="null"/> where the network leaves it open.</param>
/// <param name="Width">In pixels; <see langword="null"/> where the network leaves it open.</param>
internal sealed record NetworkInput(string Name, TensorProto.Types.DataType Type, ImageLayout Layout, int? Height, int? Width)
{
    private const int Colours = 3;

    /// <exception cref="ModelException">It is not one RGB image.</exception>
    public static NetworkInput Of(OnnxGraph graph)
    {
        if (graph.Inputs is not [var input])
        {
            throw new ModelException(
                $"The network has {graph.Inputs.Count} inputs ({string.Join(", ", graph.Inputs.Select(input => input.Name))}); " +
                "a class activation map needs a network of one image.");
        }

        var tensor = input.Declaration?.Type?.TensorType;
        // A network that leaves even the number of dimensions open takes what its first convolution takes.
        var sides = tensor?.Shape?.Dim.Select(Side).ToArray() ?? [null, Colours, null, null];
        if (sides is not [null or 1, _, _, _])
        {
            throw Refusal(input.Name, sides, "the batch can't be fixed at another number than 1, and there have to be four dimensions");
        }

        return sides switch
        {
            [_, null or Colours, var height, var width] when sides[1] == Colours || !StartsByTransposing(input) =>
                new(input.Name, TypeOf(tensor), ImageLayout.ChannelsFirst, height, width),
            [_, var height, var width, null or Colours] => new(input.Name, TypeOf(tensor), ImageLayout.ChannelsLast, height, width),
            _ => throw Refusal(input.Name, sides, "one dimension has to be the three colours"),
        };
    }

    /// <returns><see langword="null"/> for an open side.</returns>
    private static int? Side(TensorShapeProto.Types.Dimension side) =>
        side.HasDimValue && side.DimValue > 0 ? (int)Math.Min(side.DimValue, int.MaxValue) : null;

    private static TensorProto.Types.DataType TypeOf(TypeProto.Types.Tensor? tensor) =>
        tensor is null ? TensorProto.Types.DataType.Float : (TensorProto.Types.DataType)tensor.ElemType;

    /// <summary>Where no dimension is the number of colours, the first node of a network for channels last shows that it is one.</summary>
    private static bool StartsByTransposing(GraphValue input) =>
        input.Consumers is [{ Operator: "Transpose" } first, ..] && first.GetIntegers("perm") is [0, 3, 1, 2];

    private static ModelException Refusal(string name, int?[] sides, string rule)
    {
        var shape = string.Join(", ", sides.Select(side => side?.ToString(CultureInfo.InvariantCulture) ?? "?"));
        return new ModelException($"The network's input {name} has the shape [{shape}]: {rule}.");
    }
}
