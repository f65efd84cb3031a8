using CamFunctions.Model.Cam;
using CamFunctions.Model.Dilation;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Dilation;

/// <summary>
/// A prepared network of four pixels per cell: a convolution of stride 2, and a last stage, with a stride of 2 of its own, that a test
/// builds node by node. All of its values have eight channels.
/// </summary>
internal sealed class StagedNetwork : IDisposable
{
    public const int Channels = 8;
    public const int Classes = 5;
    public const int Stride = 4;

    private readonly TemporaryFolder folder = new();

    /// <param name="stage">From what the first convolution gives to the feature maps.</param>
    /// <param name="opset">The version of the operators.</param>
    public StagedNetwork(Func<GraphBuilder, string, string> stage, long opset = 17)
    {
        var graph = Model.Graph;
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = opset });
        graph.Input.Add(Values.Declare("input", TensorProto.Types.DataType.Float, 1, 3, "height", "width"));
        var builder = new GraphBuilder(graph);
        var kernel = builder.Constant("stem_kernel", HandBuiltNetwork.Random(1, Channels * 3 * 9), Channels, 3, 3, 3);
        var stem = builder.Node(
            "Conv", "stem", ["input", kernel], GraphBuilder.Attribute("strides", 2, 2), GraphBuilder.Attribute("pads", 1, 1, 1, 1));
        CamHead.AddTo(graph, new Classifier(
            stage(builder, stem),
            Channels,
            builder.Constant("w", HandBuiltNetwork.Random(2, Classes * Channels), Classes, Channels),
            builder.Constant("b", HandBuiltNetwork.Random(3, Classes), Classes)));
        var labels = Enumerable.Range(0, Classes).Select(index => new ClassLabel(index, WordNetId: null, $"class {index}"));
        CamProperties.Write(
            Model,
            new CamMetadata(
                "Staged", new FeatureGrid(Stride, AveragedEvery: 1, Centre: null), Geometry.Whole, Precision.Float32, [.. labels]));
        ModelFile.Write(Model, Original);
    }

    public ModelProto Model { get; } = new() { IrVersion = 8, Graph = new GraphProto { Name = "staged" } };

    private string Original => folder.File("original.onnx");

    private string Halved => folder.File("halved.onnx");

    /// <summary>A convolution of eight channels with random weights.</summary>
    public static string Convolution(
        GraphBuilder graph, string name, string input, int size, int group = 1, params AttributeProto[] attributes)
    {
        var weights = HandBuiltNetwork.Random(name.Length, Channels * Channels / group * size * size);
        var kernel = graph.Constant($"{name}_kernel", weights, Channels, Channels / group, size, size);
        return graph.Node("Conv", name, [input, kernel], [.. attributes, GraphBuilder.Attribute("group", (long)group)]);
    }

    /// <summary>The usual beginning of a last stage: a convolution of stride 2.</summary>
    public static string Strided(GraphBuilder graph, string input) => Convolution(
        graph, "strided", input, 3, 1, GraphBuilder.Attribute("strides", 2, 2), GraphBuilder.Attribute("pads", 1, 1, 1, 1));

    public void Halve()
    {
        HalvedStride.ApplyTo(Model, folder.Path);
        ModelFile.Write(Model, Halved);
    }

    /// <summary>Compares both networks on a random image.</summary>
    public void AssertSame(int height = 32, int width = 48)
    {
        Halve();
        using var image = Image(HandBuiltNetwork.Random(4, 3 * height * width), height, width);
        StrideProof.Check(Original, Halved, [image]);
        var output = RunHalved(image);
        Assert.InRange(output.InvariantDifference, 0, 1e-5 * output.Range);
    }

    public CamOutput RunHalved(OrtValue image)
    {
        using var session = new PreparedSession(Halved);
        return session.Run(image);
    }

    public static OrtValue Image(float[] values, int height, int width) =>
        OrtValue.CreateTensorValueFromMemory(values, [1, 3, height, width]);

    public void Dispose() => folder.Dispose();
}
