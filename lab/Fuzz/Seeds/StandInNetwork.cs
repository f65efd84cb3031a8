using CamFunctions.Model.Cam;
using CamFunctions.Model.Onnx;
using Google.Protobuf;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>Networks of one convolution, whose runs cost nothing.</summary>
internal static class StandInNetwork
{
    public const int Classes = 4;

    private const int Channels = 3;
    private const int Stride = 8;

    public static IReadOnlyList<ClassLabel> Labels { get; } =
    [
        .. Enumerable.Range(0, Classes)
            .Select(index => new ClassLabel(index, WordNetId: null, FormattableString.Invariant($"class {index}"))),
    ];

    /// <summary>The metadata of a prepared model of these classes.</summary>
    public static CamMetadata Metadata(int stride) =>
        new("stand-in", new FeatureGrid(stride, AveragedEvery: 1, Centre: null), Geometry.Whole, Precision.Float32, Labels);

    /// <summary>A prepared model, as <c>cam prepare</c> writes them.</summary>
    public static byte[] Prepared()
    {
        var model = Empty();
        model.Graph.Input.Add(Values.Declare(CamContract.Image, TensorProto.Types.DataType.Uint8, "height", "width", 3));
        var builder = new GraphBuilder(model.Graph);
        var input = Preprocessing.Presets["unit"].AddTo(builder, CamContract.Image, ImageLayout.ChannelsFirst);
        var weights = builder.Constant("w", Numbers(Classes * Channels), Classes, Channels);
        var biases = builder.Constant("b", Numbers(Classes), Classes);
        CamHead.AddTo(model.Graph, new Classifier(Features(builder, input), Channels, weights, biases));
        CamProperties.Write(model, Metadata(Stride));
        return model.ToByteArray();
    }

    /// <summary>A network as its author would have it, that takes images of one size or of any.</summary>
    public static ModelProto Foreign(bool isOpen, bool isFlat)
    {
        var model = Empty();
        object[] shape = isOpen ? ["N", 3, "H", "W"] : [1, 3, 2 * Stride, 3 * Stride];
        model.Graph.Input.Add(Values.Declare("input", TensorProto.Types.DataType.Float, shape));
        var builder = new GraphBuilder(model.Graph);
        var mean = builder.Node("GlobalAveragePool", "mean", [Features(builder, "input")]);
        var vector = isFlat
            ? builder.Node("Flatten", "vector", [mean])
            : builder.Node("Reshape", "vector", [mean, builder.Constant("vector_shape", 1, Channels)]);
        var weights = builder.Constant("w", Numbers(Channels * Classes), Channels, Classes);
        var product = builder.Node("MatMul", "product", [vector, weights]);
        var logits = builder.Node("Add", "logits", [product, builder.Constant("b", Numbers(Classes), Classes)]);
        model.Graph.Output.Add(Values.Declare(isFlat ? logits : builder.Node("Softmax", "scores", [logits])));
        return model;
    }

    private static ModelProto Empty()
    {
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "stand-in" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        return model;
    }

    private static string Features(GraphBuilder builder, string input)
    {
        var kernel = builder.Constant("kernel", Numbers(Channels * 3 * Stride * Stride), Channels, 3, Stride, Stride);
        var convolution = builder.Node("Conv", "convolution", [input, kernel], GraphBuilder.Attribute("strides", Stride, Stride));
        return builder.Node("Relu", "features", [convolution]);
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(index => MathF.Sin(index + 1))];
}
