using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Keras;

public sealed class KerasImportTests : IDisposable
{
    private static readonly CamMetadata Metadata = new(
        "Tiny",
        new FeatureGrid(Stride: 2, AveragedEvery: 1, Centre: null),
        Geometry.Whole,
        Precision.Float32,
        [new(0, null, "zero"), new(1, null, "one")]);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_imported_network_computes_what_its_layers_say()
    {
        var network = new TinyNetwork();
        var image = new byte[6 * 4 * 3];
        new Random(3).NextBytes(image);
        var (logits, maps) = ByHand(network, image, height: 6, width: 4);

        ModelFile.Write(Import(network), folder.File("tiny.onnx"));
        using var session = new PreparedSession(folder.File("tiny.onnx"));
        using var pixels = OrtValue.CreateTensorValueFromMemory(image, [6, 4, 3]);
        var output = session.Run(pixels);

        Assert.Equal((3, 2), (output.Rows, output.Columns));
        for (var index = 0; index < 2; index++)
        {
            Assert.Equal(logits[index], output.Logits[index], tolerance: 1e-3);
            Assert.All(maps[index].Zip(output.Maps[index]), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-3));
        }

        var (best, other) = ((int)output.Ranking[0], (int)output.Ranking[1]);
        Assert.True(logits[best] >= logits[other]);
        Assert.Equal(1 / (1 + Math.Exp(logits[other] - logits[best])), output.Probabilities[best], tolerance: 1e-4);
    }

    [Fact]
    public void Padding_of_values_that_may_be_negative_is_not_left_out()
    {
        // Without the ReLU before it, zeros around the maximum win over negative values; ONNX's own padding would not.
        var network = new TinyNetwork();
        network.Topology = network.Topology.Replace(
            """{"name":"relu","class_name":"Activation","config":{"activation":"relu"}""",
            """{"name":"relu","class_name":"ZeroPadding2D","config":{"padding":[[0,0],[0,0]],"data_format":"channels_last"}""",
            StringComparison.Ordinal);
        Assert.Contains(Import(network).Graph.Node, node => node.OpType == "Pad");
        Assert.DoesNotContain(Import(new TinyNetwork()).Graph.Node, node => node.OpType == "Pad");
    }

    [Theory]
    [InlineData("\"Activation\"", "\"Swish\"", "relu is of type Swish")]
    [InlineData("\"activation\":\"relu\"", "\"activation\":\"elu\"", "activation = elu")]
    [InlineData("\"dilation_rate\":[1,1]", "\"dilation_rate\":[2,2]", "dilation_rate = [2,2]")]
    [InlineData(
        "\"strides\":[1,1],\"padding\":\"valid\",\"data_format\":\"channels_last\"",
        "\"strides\":[1,1],\"padding\":\"valid\",\"data_format\":\"channels_first\"",
        "data_format = channels_first")]
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
        var exception = Assert.Throws<ModelException>(() => Import(network));
        Assert.Contains("stray/kernel belongs to no layer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        var tarball = folder.File("tiny.tgz");
        new TinyNetwork().WriteTo(tarball, withLastShard: false);
        var exception = Assert.Throws<ModelException>(() => LayersModelPackage.Read(tarball, TinyNetwork.Folder));
        Assert.Contains("shard2.bin", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tarball_that_is_cut_short_is_named()
    {
        var tarball = folder.File("tiny.tgz");
        new TinyNetwork().WriteTo(tarball);
        var bytes = File.ReadAllBytes(tarball);
        File.WriteAllBytes(tarball, bytes[..(bytes.Length / 2)]);
        var exception = Assert.Throws<ModelException>(() => LayersModelPackage.Read(tarball, TinyNetwork.Folder));
        Assert.Contains(tarball, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private ModelProto Import(TinyNetwork network)
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

        double Normalized(int y, int x, int output)
        {
            var spread = Math.Sqrt(Weight("bn/moving_variance", output) + 0.001);
            var centred = Convolved(y, x, output) - Weight("bn/moving_mean", output);
            return (Weight("bn/gamma", output) * centred / spread) + Weight("bn/beta", output);
        }

        double Rectified(int y, int x, int output) =>
            y < 0 || x < 0 || y >= height || x >= width ? 0 : Math.Max(0, Normalized(y, x, output));
        double Pooled(int row, int column, int output) =>
            Enumerable.Range(0, 9).Max(tap => Rectified((2 * row) + (tap / 3) - 1, (2 * column) + (tap % 3) - 1, output));

        double Map(int row, int column, int index) =>
            Enumerable.Range(0, 2).Sum(channel => Weight("fc/kernel", (channel * 2) + index) * Pooled(row, column, channel));

        var cells = Enumerable.Range(0, height / 2)
            .SelectMany(row => Enumerable.Range(0, width / 2), (row, column) => (row, column))
            .ToArray();
        var maps = Enumerable.Range(0, 2)
            .Select(index => cells.Select(cell => Map(cell.row, cell.column, index)).ToArray())
            .ToArray();
        return ([.. maps.Select((map, c) => map.Average() + Weight("fc/bias", c))], maps);
    }
}
