using System.Text.Json;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>Compares results to those of the original Keras network, computed with TensorFlow from the same package.</summary>
public sealed class GoldenTests(ModelFixture fixture)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "Golden");

    public static TheoryData<string> Names =>
    [
        .. Directory.GetFiles(Folder, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void There_are_fourteen_golden_files() => Assert.Equal(14, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_pixels_give_the_same_classes_logits_and_maps(string name)
    {
        var golden = Golden.Read(name);
        using var image = Image.NewFromBuffer(File.ReadAllBytes(Path.Combine(Folder, $"{name}.png")));
        var found = fixture.FloatModel.Run(new RgbImage(image.Width, image.Height, image.WriteToMemory<byte>()), top: 5);

        Assert.Equal(golden.Classes, found.Select(activation => activation.Label.Index));
        for (var rank = 0; rank < 5; rank++)
        {
            Assert.Equal(golden.Logits[rank], found[rank].Logit, 1e-3f);
            Assert.Equal(golden.Probabilities[rank], found[rank].Probability, 1e-3f);
            Assert.Equal(golden.Biases[rank], found[rank].Bias, 1e-6f);
            var map = golden.Cams[rank].SelectMany(row => row).ToArray();
            Assert.Equal((2 * golden.Cams[rank].Length, 2 * golden.Cams[rank][0].Length), (found[rank].Map.Rows, found[rank].Map.Columns));
            var tolerance = 1e-3f * (map.Max() - map.Min());
            Assert.All(map.Zip(EvenCells(found[rank].Map)), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_photograph_gives_the_same_best_class_and_map(string name)
    {
        var golden = Golden.Read(name);
        var geometry = name.EndsWith("whole320", StringComparison.Ordinal) ? Geometry.Whole : Geometry.Stretch;
        var processor = new ImageProcessor(fixture.FloatModel, new AnalysisOptions { Geometry = geometry });
        var found = processor.Analyze(ReadWithoutProfile(name.Split('-')[0]));

        Assert.Equal(golden.Classes[0], found.Classes[0].Activation.Label.Index);
        var correlation = Correlation([.. golden.Cams[0].SelectMany(row => row)], EvenCells(found.Classes[0].Activation.Map));
        Assert.True(correlation > 0.99, $"correlation {correlation}");
    }

    [Theory]
    [InlineData(Geometry.Whole, "rocket-whole320")]
    [InlineData(Geometry.Stretch, "rocket-stretch224")]
    public void Conversion_from_Adobe_RGB_hardly_changes_the_map(Geometry geometry, string name)
    {
        var golden = Golden.Read(name);
        var processor = new ImageProcessor(fixture.FloatModel, new AnalysisOptions { Geometry = geometry });
        var found = processor.Analyze(Photographs.Read("rocket"));
        Assert.Equal(golden.Classes[0], found.Classes[0].Activation.Label.Index);
        Assert.InRange(Correlation([.. golden.Cams[0].SelectMany(row => row)], EvenCells(found.Classes[0].Activation.Map)), 0.98, 0.9999);
    }

    /// <summary>
    /// The golden results were computed from the stored pixel values, ignoring profiles. rocket.jpg has an Adobe RGB profile, which
    /// the pipeline converts to sRGB; all other profiles are sRGB.
    /// </summary>
    private static byte[] ReadWithoutProfile(string photograph)
    {
        if (photograph != "rocket")
        {
            return Photographs.Read(photograph);
        }

        using var image = Image.NewFromBuffer(Photographs.Read(photograph));
        return image.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }

    /// <summary>The cells of the original network, whose stride is twice that of the prepared one.</summary>
    private static float[] EvenCells(ActivationMap map) =>
        AveragedCells.Of(map.Values, map.Rows, map.Columns, every: 2);

    private static double Correlation(float[] one, float[] other)
    {
        var (meanOne, meanOther) = (one.Average(), other.Average());
        var covariance = one.Zip(other).Sum(pair => (pair.First - meanOne) * (pair.Second - meanOther));
        return covariance / Math.Sqrt(one.Sum(value => Math.Pow(value - meanOne, 2)) * other.Sum(value => Math.Pow(value - meanOther, 2)));
    }

    private sealed record Golden(int[] Classes, float[] Probabilities, float[] Logits, float[] Biases, float[][][] Cams)
    {
        private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

        public static Golden Read(string name) =>
            JsonSerializer.Deserialize<Golden>(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")), Options)!;
    }
}
