using CamFunctions.Model.Onnx;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>A model's graph, its weights, and its graph for AMX.</summary>
public sealed class ModelFilesTests(ModelFixture fixture, SmallModelFixture small) : IDisposable
{
    /// <summary>Of 102 MB: the graph, the labels and small constants.</summary>
    private const int MaximumGraphBytes = 500_000;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_weights_are_beside_the_graph_and_a_model_that_is_one_file_gives_the_same_numbers()
    {
        Assert.InRange(new FileInfo(ModelFixture.ModelPath).Length, 1, MaximumGraphBytes);
        var whole = ModelFile.ReadWhole(ModelFixture.ModelPath);
        CamProperties.Write(whole, CamProperties.Read(whole, ModelFixture.ModelPath) with { WeightsSha256 = null });
        ModelFile.Write(whole, folder.File("whole.onnx"));
        using var model = CamModel.Load(folder.File("whole.onnx"), threads: 1);
        var input = new RgbImage(64, 96, [.. Enumerable.Range(0, 64 * 96 * 3).Select(index => (byte)(index * 7))]);
        Assert.Equal(Numbers(model.Run(input, top: 5)), Numbers(fixture.FloatModel.Run(input, top: 5)));
    }

    [Theory]
    [InlineData(64, 96)]
    [InlineData(224, 224)]
    [InlineData(256, 384)]
    [InlineData(480, 416)]
    public void Whether_with_AMX_or_without_the_eight_bit_network_gives_the_same_numbers(int height, int width)
    {
        var input = new RgbImage(width, height, new byte[height * width * 3]);
        new Random(height).NextBytes(input.Pixels);
        using var model = CamModel.Load(ModelFixture.QuantizedPath, threads: 1, withAmx: false);
        using var amxModel = CamModel.Load(ModelFixture.QuantizedPath, threads: 1, withAmx: true);
        Assert.Equal(Numbers(model.Run(input, top: 1000)), Numbers(amxModel.Run(input, top: 1000)));
        Assert.Equal(model.Sha256, amxModel.Sha256);
    }

    [Fact]
    public void AMX_is_used_if_the_processor_and_Linux_have_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ONNX Runtime uses AMX on Linux only.");
        Assert.Equal(File.ReadAllText("/proc/cpuinfo").Contains(" amx_int8", StringComparison.Ordinal), Amx.IsAvailable);
        foreach (var withAmx in new[] { false, true })
        {
            using var session = CamSession.Open(ModelFixture.QuantizedPath, threads: 1, withAmx);
            Assert.Equal(withAmx, session.OverridableInitializerMetadata.ContainsKey(CamContract.MatrixZeroPoint));
        }
    }

    [Fact]
    public void Weights_that_are_missing_are_named()
    {
        var path = Copy(small.ModelPath);
        File.Delete(ModelFiles.WeightsOf(path));
        Assert.Contains("small-cam.onnx.data", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_model_are_noticed()
    {
        var path = Copy(small.ModelPath);
        var weights = File.ReadAllBytes(ModelFiles.WeightsOf(path));
        weights[^1] ^= 1;
        File.WriteAllBytes(ModelFiles.WeightsOf(path), weights);
        Assert.StartsWith($"The file {path}.data does not hold the weights of the model {path}", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_was_renamed_without_its_weights_is_refused()
    {
        var path = folder.File("renamed.onnx");
        File.Move(Copy(small.ModelPath), path);
        Assert.Contains($"has its weights in a second file, {path}.data, which does not exist", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_for_AMX_of_another_model_is_noticed_where_it_is_used()
    {
        var path = Copy(ModelFixture.QuantizedPath);
        PreparedModelFile.SetCentre(path, new CellCentre(1, 2));
        File.Copy(ModelFiles.AmxGraphOf(ModelFixture.QuantizedPath), ModelFiles.AmxGraphOf(path), overwrite: true);
        Assert.StartsWith(
            $"The file {path}.amx belongs to another model than {path}", Refusal(path, withAmx: true), StringComparison.Ordinal);
        CamModel.Load(path, threads: 1, withAmx: false).Dispose();
    }

    public void Dispose() => folder.Dispose();

    private static string Refusal(string path, bool withAmx = false) =>
        Assert.Throws<InvalidModelException>(() => CamModel.Load(path, threads: 1, withAmx)).Message;

    private static float[] Numbers(IEnumerable<ClassActivation> activations) =>
        [.. activations.SelectMany(activation => (float[])[activation.Logit, activation.Bias, .. activation.Map.Values])];

    private string Copy(string model)
    {
        foreach (var file in ModelFixture.FilesOf(model))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        return folder.File(Path.GetFileName(model));
    }
}
