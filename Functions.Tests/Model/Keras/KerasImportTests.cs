using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;
using CamFunctions.Tests.Fixtures;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Keras;

public sealed class KerasImportTests : IDisposable
{
    private static readonly CamMetadata Metadata = new(
        "Tiny", "1", "test", "none", "MIT", Stride: 2, "whole", [new(0, string.Empty, "zero"), new(1, string.Empty, "one")]);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_imported_network_computes_what_its_layers_say()
    {
        var network = new TinyNetwork();
        var image = new byte[6 * 4 * 3];
        new Random(3).NextBytes(image);
        var (logits, maps) = ByHand(network, image, height: 6, width: 4);

        using var session = new InferenceSession(Import(network).ToByteArray());
        using var pixels = OrtValue.CreateTensorValueFromMemory(image, [6, 4, 3]);
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { 2 }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["image", "topK"], [pixels, topK], ["classes", "logits", "maps", "probabilities"]);

        var classes = outputs[0].GetTensorDataAsSpan<long>();
        Assert.Equal([2, 3, 2], outputs[2].GetTensorTypeAndShape().Shape);
        for (var rank = 0; rank < 2; rank++)
        {
            var expected = (int)classes[rank];
            Assert.Equal(logits[expected], outputs[1].GetTensorDataAsSpan<float>()[rank], tolerance: 1e-3);
            Assert.All(
                maps[expected].Zip(outputs[2].GetTensorDataAsSpan<float>().Slice(rank * 6, 6).ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-3));
        }

        Assert.True(logits[(int)classes[0]] >= logits[(int)classes[1]]);
        Assert.Equal(1 / (1 + Math.Exp(logits[(int)classes[1]] - logits[(int)classes[0]])), outputs[3].GetTensorDataAsSpan<float>()[0], tolerance: 1e-4);
    }

    [Fact]
    public void Padding_of_values_that_may_be_negative_is_not_left_out()
    {
        // Without the ReLU before it, zeros around the maximum win over negative values; ONNX's own padding would not.
        var network = new TinyNetwork();
        network.Topology = network.Topology.Replace("\"name\":\"relu\",\"class_name\":\"Activation\",\"config\":{\"activation\":\"relu\"}", "\"name\":\"relu\",\"class_name\":\"ZeroPadding2D\",\"config\":{\"padding\":[[0,0],[0,0]],\"data_format\":\"channels_last\"}", StringComparison.Ordinal);
        Assert.Contains(Import(network).Graph.Node, node => node.OpType == "Pad");
        Assert.DoesNotContain(Import(new TinyNetwork()).Graph.Node, node => node.OpType == "Pad");
    }

    [Theory]
    [InlineData("\"Activation\"", "\"Swish\"", "relu is of type Swish")]
    [InlineData("\"activation\":\"relu\"", "\"activation\":\"elu\"", "activation = elu")]
    [InlineData("\"dilation_rate\":[1,1]", "\"dilation_rate\":[2,2]", "dilation_rate = [2,2]")]
    [InlineData("\"kernel_size\":[3,3],\"strides\":[1,1],\"padding\":\"valid\",\"data_format\":\"channels_last\"", "\"kernel_size\":[3,3],\"strides\":[1,1],\"padding\":\"valid\",\"data_format\":\"channels_first\"", "data_format = channels_first")]
    [InlineData("\"strides\":[1,1],\"padding\":\"valid\"", "\"strides\":[2,2],\"padding\":\"same\"", "strides = [2,2]")]
    [InlineData("\"kernel_size\":[3,3]", "\"kernel_size\":[5,5]", "conv/kernel has the shape [3, 3, 3, 2]")]
    [InlineData("\"activation\":\"softmax\"", "\"activation\":\"sigmoid\"", "activation = sigmoid")]
    public void What_the_importer_does_not_know_is_named(string standard, string strange, string words)
    {
        var network = new TinyNetwork();
        Assert.Contains(standard, network.Topology, StringComparison.Ordinal);
        network.Topology = network.Topology.Replace(standard, strange, StringComparison.Ordinal);
        Assert.Contains(words, Assert.Throws<ModelException>(() => Import(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_weight_is_named()
    {
        var network = new TinyNetwork();
        network.Weights.Remove("bn/gamma");
        Assert.Contains("bn/gamma is missing", Assert.Throws<ModelException>(() => Import(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_belongs_nowhere_is_named()
    {
        var network = new TinyNetwork { Weights = { ["stray/kernel"] = ([1], [1f]) } };
        Assert.Contains("stray/kernel belongs to no layer", Assert.Throws<ModelException>(() => Import(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        var tarball = folder.File("tiny.tgz");
        new TinyNetwork().WriteTo(tarball, withLastShard: false);
        Assert.Contains("shard2.bin", Assert.Throws<ModelException>(() => LayersModelPackage.Read(tarball, TinyNetwork.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tarball_that_is_cut_short_is_named()
    {
        var tarball = folder.File("tiny.tgz");
        new TinyNetwork().WriteTo(tarball);
        var bytes = File.ReadAllBytes(tarball);
        File.WriteAllBytes(tarball, bytes[..(bytes.Length / 2)]);
        Assert.Contains(tarball, Assert.Throws<ModelException>(() => LayersModelPackage.Read(tarball, TinyNetwork.Folder)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private CamFunctions.Model.Onnx.ModelProto Import(TinyNetwork network)
    {
        var tarball = folder.File("tiny.tgz");
        network.WriteTo(tarball);
        return KerasCamModel.Build(LayersModelPackage.Read(tarball, TinyNetwork.Folder), Preprocessing.KerasCaffe, Metadata);
    }

    /// <summary>The layers one after the other, as their definitions say, in double precision, channels last.</summary>
    private static (double[] Logits, double[][] Maps) ByHand(TinyNetwork network, byte[] image, int height, int width)
    {
        double[] means = [103.939, 116.779, 123.68];
        double Weight(string name, int index) => network.Weights[name].Values[index];
        double Input(int y, int x, int channel) => y < 0 || x < 0 || y >= height || x >= width
            ? 0
            : image[(((y * width) + x) * 3) + 2 - channel] - means[channel];
        double Convolved(int y, int x, int output)
        {
            var sum = Weight("conv/bias", output);
            for (var tap = 0; tap < 27; tap++)
            {
                sum += Weight("conv/kernel", (tap * 2) + output) * Input(y + (tap / 9) - 1, x + (tap / 3 % 3) - 1, tap % 3);
            }

            return sum;
        }

        double Rectified(int y, int x, int output) => y < 0 || x < 0 || y >= height || x >= width
            ? 0
            : Math.Max(0, (Weight("bn/gamma", output) * (Convolved(y, x, output) - Weight("bn/moving_mean", output)) / Math.Sqrt(Weight("bn/moving_variance", output) + 0.001)) + Weight("bn/beta", output));
        double Pooled(int row, int column, int output) => Enumerable.Range(0, 9).Max(tap => Rectified((2 * row) + (tap / 3) - 1, (2 * column) + (tap % 3) - 1, output));

        var cells = (from row in Enumerable.Range(0, height / 2) from column in Enumerable.Range(0, width / 2) select (row, column)).ToArray();
        var maps = Enumerable.Range(0, 2)
            .Select(c => cells.Select(cell => Enumerable.Range(0, 2).Sum(k => Weight("fc/kernel", (k * 2) + c) * Pooled(cell.row, cell.column, k))).ToArray())
            .ToArray();
        return ([.. maps.Select((map, c) => map.Average() + Weight("fc/bias", c))], maps);
    }
}
