using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Shared.Inference;

public sealed class ModelGraphTests(ModelFixture fixture)
{
    /// <summary>Of 102 MB: what stays are the graph, the labels and small constants.</summary>
    private const int MaximumLength = 2_000_000;

    [Fact]
    public void The_weights_stay_in_the_file_and_the_network_answers_as_with_its_own_copy()
    {
        Assert.InRange(ModelGraph.TryRead(ModelFixture.ModelPath, forMatrixUnit: false)!.Length, 1, MaximumLength);

        var input = new RgbImage(64, 96, [.. Enumerable.Range(0, 64 * 96 * 3).Select(index => (byte)(index * 7))]);
        // As many threads as the fixture's: another number may change the last digit, and by default it is the number of cores.
        using var sessionOptions = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(ModelFixture.ModelPath, sessionOptions);
        using var image = OrtValue.CreateTensorValueFromMemory(input.Pixels, [input.Height, input.Width, 3]);
        using var topK = OrtValue.CreateTensorValueFromMemory([5L], [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, CamContract.Inputs, [image, topK], CamContract.Outputs);

        var activations = fixture.FloatModel.Run(input, top: 5);
        Assert.Equal(outputs[2].GetTensorDataAsSpan<float>().ToArray(), activations.Select(activation => activation.Logit));
        Assert.Equal(
            outputs[4].GetTensorDataAsSpan<float>().ToArray(),
            activations.SelectMany(activation => activation.Map.Values.ToArray()));
    }

    [Theory]
    [InlineData(64, 96)]
    [InlineData(224, 224)]
    [InlineData(256, 384)]
    [InlineData(480, 416)]
    public void Whether_with_AMX_or_without_the_eight_bit_network_gives_the_same_numbers(int height, int width)
    {
        var random = new Random(height);
        var input = new RgbImage(height, width, new byte[height * width * 3]);
        random.NextBytes(input.Pixels);
        Assert.Equal(Outputs(input, forMatrixUnit: false), Outputs(input, forMatrixUnit: true));
    }

    [Fact]
    public void AMX_is_used_if_the_processor_and_Linux_have_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ONNX Runtime uses AMX on Linux only.");
        Assert.Equal(File.ReadAllText("/proc/cpuinfo").Contains(" amx_int8", StringComparison.Ordinal), MatrixUnit.IsUsed);
        using var session = CamSession.Open(ModelFixture.QuantizedPath, threads: 1);
        Assert.Equal(MatrixUnit.IsUsed, session.OverridableInitializerMetadata.ContainsKey(CamContract.MatrixZeroPoint));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public void A_file_that_is_not_whole_is_left_to_ONNX_Runtime(int length)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        using (var model = File.OpenRead(ModelFixture.ModelPath))
        {
            var start = new byte[length];
            model.ReadExactly(start);
            File.WriteAllBytes(path, start);
        }

        Assert.Null(ModelGraph.TryRead(path, forMatrixUnit: true));
    }

    private static float[] Outputs(RgbImage input, bool forMatrixUnit)
    {
        using var sessionOptions = new SessionOptions { IntraOpNumThreads = 1 };
        sessionOptions.AddSessionConfigEntry(
            "session.model_external_initializers_file_folder_path", Path.GetDirectoryName(ModelFixture.QuantizedPath)!);
        using var session = new InferenceSession(ModelGraph.TryRead(ModelFixture.QuantizedPath, forMatrixUnit), sessionOptions);
        Assert.Equal(forMatrixUnit ? 1 : 0, session.OverridableInitializerMetadata.Count);
        using var image = OrtValue.CreateTensorValueFromMemory(input.Pixels, [input.Height, input.Width, 3]);
        using var topK = OrtValue.CreateTensorValueFromMemory([1000L], [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, CamContract.Inputs, [image, topK], [CamContract.Logits, CamContract.Maps]);
        return [.. outputs[0].GetTensorDataAsSpan<float>(), .. outputs[1].GetTensorDataAsSpan<float>()];
    }
}
