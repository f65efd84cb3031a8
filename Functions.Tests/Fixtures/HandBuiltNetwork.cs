using CamFunctions.Model.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// A network of a random convolution and an end that a test builds node by node. The convolution gives six feature maps of four
/// pixels a cell, three rows and five columns on the network's own image of 12 x 20 pixels.
/// </summary>
internal sealed class HandBuiltNetwork : IDisposable
{
    public const int Channels = 6;
    public const int Rows = 3;
    public const int Columns = 5;
    public const int Stride = 4;
    public const int DenseClasses = 4;

    private readonly TemporaryFolder folder = new();
    private readonly Func<GraphBuilder, string, string> end;

    /// <param name="end">From the feature maps, [1, 6, rows, columns], to the output.</param>
    /// <param name="opset">The version of the operators.</param>
    /// <param name="isOpen">Whether height and width are left open.</param>
    public HandBuiltNetwork(Func<GraphBuilder, string, string> end, long opset = 17, bool isOpen = false)
    {
        this.end = end;
        Network = Model(opset);
        object[] shape = isOpen ? ["N", 3, "H", "W"] : [1, 3, Rows * Stride, Columns * Stride];
        Network.Graph.Input.Add(Values.Declare("input", TensorProto.Types.DataType.Float, shape));
        var builder = new GraphBuilder(Network.Graph);
        var kernel = builder.Constant("kernel", Random(1, Channels * 3 * Stride * Stride), Channels, 3, Stride, Stride);
        var features = builder.Node("Conv", "features", ["input", kernel], GraphBuilder.Attribute("strides", Stride, Stride));
        Network.Graph.Output.Add(Values.Declare(end(builder, features)));
    }

    /// <summary>For tests to change before it is imported.</summary>
    public ModelProto Network { get; }

    public static float[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>The usual end: an average and a dense layer for four classes.</summary>
    public static string Dense(GraphBuilder graph, string features) => graph.Node(
        "Gemm",
        "dense",
        [
            graph.Node("Flatten", "vector", [graph.Node("GlobalAveragePool", "mean", [features])]),
            graph.Constant("w", Random(3, Channels * DenseClasses), Channels, DenseClasses),
            graph.Constant("b", Random(4, DenseClasses), DenseClasses),
        ]);

    public PreparedNetwork Import(int classes, int? side = null)
    {
        var path = folder.File("network.onnx");
        File.WriteAllBytes(path, Network.ToByteArray());
        return new PreparedNetwork(path, classes, side);
    }

    /// <summary>
    /// Checks all maps against what makes a class activation map one: at each position it is the logit the network would give if
    /// all positions were like it, less the logit it gives where there is nothing.
    /// </summary>
    public void AssertMapsOf(PreparedNetwork prepared, double tolerance = 1e-4)
    {
        var image = Random(2, 3 * Rows * Stride * Columns * Stride);
        using var input = OrtValue.CreateTensorValueFromMemory(image, [1, 3, Rows * Stride, Columns * Stride]);
        var output = prepared.Run(input);
        var features = Features(input);
        using var session = EndOnly();
        var bias = RunEnd(session, new float[Channels * Rows * Columns]);
        var expected = RunEnd(session, features);
        var range = expected.Max() - expected.Min();
        Assert.Equal(expected.Length, output.Logits.Length);
        Assert.All(expected.Zip(output.Logits), pair => Assert.Equal(pair.First, pair.Second, tolerance * range));
        for (var cell = 0; cell < Rows * Columns; cell++)
        {
            var everywhere = Enumerable.Range(0, Channels).SelectMany(
                channel => Enumerable.Repeat(features[(channel * Rows * Columns) + cell], Rows * Columns));
            var scores = RunEnd(session, [.. everywhere]);
            Assert.All(
                Enumerable.Range(0, scores.Length),
                index => Assert.Equal(scores[index] - bias[index], output.Maps[index][cell], tolerance * range));
        }
    }

    public void Dispose() => folder.Dispose();

    private static ModelProto Model(long opset)
    {
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "by hand" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = opset });
        return model;
    }

    private float[] Features(OrtValue input)
    {
        var model = Network.Clone();
        model.Graph.Output.Clear();
        model.Graph.Output.Add(Values.Declare("features"));
        DeadNodes.Remove(model.Graph);
        using var session = new InferenceSession(model.ToByteArray());
        using var options = new RunOptions();
        using var outputs = session.Run(options, [session.InputNames[0]], [input], ["features"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private InferenceSession EndOnly()
    {
        var model = Model(Network.OpsetImport[0].Version);
        model.Graph.Input.Add(Values.Declare("features", TensorProto.Types.DataType.Float, 1, Channels, Rows, Columns));
        model.Graph.Output.Add(Values.Declare(end(new GraphBuilder(model.Graph), "features")));
        return new InferenceSession(model.ToByteArray());
    }

    private static float[] RunEnd(InferenceSession session, float[] features)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(features, [1, Channels, Rows, Columns]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["features"], [value], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
