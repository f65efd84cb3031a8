using System.Runtime.InteropServices;
using CamFunctions.Cli.Images;
using CamFunctions.Cli.Quantize;
using CamFunctions.Model.Keras;
using CamFunctions.Model.Onnx;
using CamFunctions.Model.Quantization;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Quantization;

/// <summary>The eight-bit ResNet-50 that the build makes, against the float32 one that it is made from.</summary>
public sealed class QuantizedResNet50Tests
{
    [Fact]
    public void It_sees_the_same_class_as_float32_at_the_same_places()
    {
        var images = NetworkImages.Read(Photographs.Folder, ModelFixture.ModelPath);
        var comparison = PrecisionComparison.Of(ModelFixture.ModelPath, ModelFixture.QuantizedPath, images);
        // flower.jpg is a daisy to 11.5 % and a coral fungus to 11.4 %.
        Assert.InRange(comparison.SameClass, images.Length - 1, images.Length);
        Assert.True(comparison.Correlations[0] > 0.99, $"correlation {comparison.Correlations[0]}");
        // Over all classes: the identity is exact for the eight-bit network's own maps.
        Assert.True(comparison.InvariantDifference < 1e-5, $"difference {comparison.InvariantDifference}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ONNX_Runtime_computes_it_with_integer_kernels_only_and_no_conversion_in_between(bool withAmx)
    {
        var path = withAmx ? ModelFiles.AmxGraphOf(ModelFixture.QuantizedPath) : ModelFixture.QuantizedPath;
        var operators = OptimizedGraph.Operators(path);
        Assert.Equal(53, operators["QLinearConv"]);
        Assert.Equal(16, operators["QLinearAdd"]);
        // The second one leaves every second cell for the logits.
        Assert.Equal(2, operators["MaxPool"]);
        // The image goes in; the last feature maps come out, for the logits and for the maps.
        Assert.Equal((1, 2), (operators["QuantizeLinear"], operators["DequantizeLinear"]));
        Assert.DoesNotContain(operators.Keys, name => name is "Conv" or "FusedConv" or "Relu" or "Add");
    }

    [Fact]
    public void No_sum_of_two_products_saturates_in_16_bits()
    {
        var ofConvolutions = BytesWith(dimensions: 4);
        Assert.Equal(53, ofConvolutions.Length);
        foreach (var tensor in ofConvolutions)
        {
            // In whatever order a kernel pairs them.
            var largest = MemoryMarshal.Cast<byte, sbyte>(tensor.RawData.Span).ToArray().Max(weight => Math.Abs((int)weight));
            Assert.InRange(2 * byte.MaxValue * largest, 1, short.MaxValue);
        }
    }

    [Fact]
    public void The_weights_of_the_classes_take_a_byte_each_and_are_unpacked_when_the_model_is_opened()
    {
        Assert.Equal([1000, 2048], Assert.Single(BytesWith(dimensions: 2)).Dims);
        // What is left for each run is to convert the image, and the weights of the best classes.
        var operators = OptimizedGraph.Operators(ModelFixture.QuantizedPath);
        Assert.Equal((2, 1), (operators["Cast"], operators["Mul"]));
    }

    [Fact]
    public void It_is_the_same_file_byte_for_byte_wherever_it_is_made()
    {
        using var folder = new TemporaryFolder();
        var again = folder.File(Path.GetFileName(ModelFixture.QuantizedPath));
        Quantizer.Open(ModelFixture.ModelPath, folder.Path).Write(ResNet50.Ranges(), again);
        foreach (Func<string, string> file in new Func<string, string>[] { path => path, ModelFiles.WeightsOf, ModelFiles.AmxGraphOf })
        {
            Assert.Equal(ModelFiles.Sha256(file(ModelFixture.QuantizedPath)), ModelFiles.Sha256(file(again)));
        }

        Assert.Equal("70dd282fa7c10a345e71a8c0bb67d77fa2e44e00ab9245f8647dc560dd2dca3c", ModelFiles.Sha256(again));
    }

    [Fact]
    public void Its_ranges_are_those_that_the_samples_give()
    {
        using var folder = new TemporaryFolder();
        var images = NetworkImages.Read(Photographs.Folder, ModelFixture.ModelPath);
        var measured = Quantizer.Open(ModelFixture.ModelPath, folder.Path).Calibrate(QuantizeJob.ForRanges(images), RangeRule.Percentile);
        measured.Write(folder.File("measured.json"));
        var ranges = ActivationRanges.Read(folder.File("measured.json"));
        Assert.Equal(ResNet50.Ranges().Names, ranges.Names);
        // Another processor adds up in another order, which can change the last of the three digits.
        Assert.All(
            ranges.Names,
            name => Assert.Equal(ResNet50.Ranges().Of(name).Maximum, ranges.Of(name).Maximum, 0.02 * ranges.Of(name).Maximum));
    }

    /// <summary>The weights that are stored in signed bytes: of convolutions in four dimensions, of the classifier in two.</summary>
    private static TensorProto[] BytesWith(int dimensions) =>
    [
        .. ModelFile.ReadWhole(ModelFixture.QuantizedPath).Graph.Initializer
            .Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Int8 && tensor.Dims.Count == dimensions),
    ];
}
