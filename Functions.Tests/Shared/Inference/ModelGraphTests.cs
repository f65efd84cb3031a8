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
        Assert.InRange(ModelGraph.TryRead(ModelFixture.ModelPath)!.Length, 1, MaximumLength);

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

        Assert.Null(ModelGraph.TryRead(path));
    }
}
