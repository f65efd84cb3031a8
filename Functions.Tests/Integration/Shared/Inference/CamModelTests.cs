using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Inference;

public sealed class CamModelTests(ModelFixture fixture)
{
    [Theory]
    [InlineData(32, 32)]
    [InlineData(224, 224)]
    [InlineData(320, 96)]
    [InlineData(32, 640)]
    public void The_mean_of_a_map_plus_its_bias_is_the_logit(int height, int width)
    {
        var pixels = new byte[height * width * 3];
        new Random(height + width).NextBytes(pixels);
        var activations = fixture.FloatModel.Run(new RgbImage(width, height, pixels), top: 1000);
        Assert.Equal(1000, activations.Count);
        Assert.All(activations, activation =>
            Assert.Equal(activation.Logit, AveragedCells.Mean(activation.Map, fixture.FloatModel.Metadata.Grid) + activation.Bias, 1e-4f));
    }

    [Fact]
    public void Classes_are_best_first_and_probabilities_add_up_to_one()
    {
        var activations = fixture.FloatModel.Run(new RgbImage(64, 64, new byte[64 * 64 * 3]), top: 2000);
        Assert.Equal(activations.OrderByDescending(activation => activation.Logit), activations);
        Assert.Equal(1f, activations.Sum(activation => activation.Probability), 1e-4f);
        Assert.Equal(Enumerable.Range(0, 1000), activations.Select(activation => activation.Label.Index).Order());
    }

    [Fact]
    public void One_model_can_be_used_by_many_threads()
    {
        var image = new RgbImage(64, 96, Enumerable.Range(0, 64 * 96 * 3).Select(value => (byte)value).ToArray());
        var alone = fixture.FloatModel.Run(image, top: 3);
        Parallel.For(0, 8, _ => Assert.Equal(
            alone.Select(activation => activation.Label.Index),
            fixture.FloatModel.Run(image, top: 3).Select(activation => activation.Label.Index)));
    }

    [Fact]
    public async Task A_model_with_more_threads_than_there_are_cores_runs_one_image_at_a_time()
    {
        using var model = CamModel.Load(ModelFixture.QuantizedPath, threads: Environment.ProcessorCount + 1);
        var image = new RgbImage(64, 64, new byte[64 * 64 * 3]);
        var runs = Enumerable.Range(0, 4).Select(_ => Task.Run(() => model.Run(image, top: 3), TestContext.Current.CancellationToken));
        var results = await Task.WhenAll(runs).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.All(results, activations => Assert.Equal(3, activations.Count));
    }

    [Fact]
    public void Labels_are_those_of_ImageNet()
    {
        Assert.Equal("tench", fixture.FloatModel.Metadata.Labels[0].Name);
        Assert.Equal("n02124075", fixture.FloatModel.Metadata.Labels[285].WordNetId);
        Assert.Equal("toilet tissue", fixture.FloatModel.Metadata.Labels[999].Name);
    }

    [Fact]
    public void A_missing_model_is_reported_with_its_path()
    {
        var exception = Assert.Throws<InvalidModelException>(() => CamModel.Load("/nowhere/model.onnx", threads: 0));
        Assert.Contains("/nowhere/model.onnx", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".onnx", 0)]
    [InlineData(".onnx", 100)]
    [InlineData(".onnx", 100_000)]
    [InlineData(".data", 0)]
    [InlineData(".data", 50_000_000)]
    public void A_truncated_model_is_refused(string extension, int length)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(Path.GetFileName(ModelFixture.ModelPath));
        foreach (var file in ModelFixture.FilesOf(ModelFixture.ModelPath))
        {
            var copy = folder.File(Path.GetFileName(file));
            File.Copy(file, copy);
            if (Path.GetExtension(copy) == extension)
            {
                using var cut = File.OpenWrite(copy);
                cut.SetLength(length);
            }
        }

        var exception = Assert.Throws<InvalidModelException>(() => CamModel.Load(path, threads: 0));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }
}
