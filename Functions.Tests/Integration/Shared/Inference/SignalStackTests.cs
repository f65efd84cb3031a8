using System.Runtime.CompilerServices;
using CamFunctions.Model.Cam;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>Without room on the signal stack, a processor with AMX ends the process here; others have the room anyway.</summary>
public sealed class SignalStackTests
{
    [Theory]
    [InlineData(nameof(InferAndRecover))]
    [InlineData(nameof(CompareAndLoad))]
    public async Task A_null_reference_after_an_eight_bit_inference_does_not_end_the_process(string test)
    {
        await using var program = await RunningProgram.Test($"{typeof(SignalStackTests).FullName}.{test}").ExitedAsync();
        Assert.True(program.ExitCode == 0, $"Exit code {program.ExitCode}. {program.Output}{program.Errors}");
        Assert.Contains("Total: 1,", program.Output, StringComparison.Ordinal);
    }

    /// <summary>On threads that end, whose stacks are then freed, and new ones that may get the same addresses.</summary>
    [Fact(Explicit = true)]
    public void InferAndRecover()
    {
        using var model = CamModel.Load(ModelFixture.QuantizedPath, threads: 1);
        var image = new RgbImage(32, 32, new byte[32 * 32 * 3]);
        for (var round = 0; round < 20; round++)
        {
            OnThread(() =>
            {
                model.Run(image, top: 1);
                Assert.Throws<NullReferenceException>(() => Length(null!));
            });
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>
    /// What makes models has sessions of its own, which leave the stack as it is. The model that is then loaded has a null character in its
    /// metadata, which ONNX Runtime answers with a null reference.
    /// </summary>
    [Fact(Explicit = true)]
    public void CompareAndLoad()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.File("broken.onnx");
        File.WriteAllBytes(broken, FuzzedFile.Read("model-null-character-in-metadata.onnx"));
        using var session = new PreparedSession(ModelFixture.QuantizedPath);
        using var image = OrtValue.CreateTensorValueFromMemory(new byte[32 * 32 * 3], [32, 32, 3]);
        OnThread(() =>
        {
            session.Run(image);
            Assert.Throws<InvalidModelException>(() => CamModel.Load(broken, threads: 1));
        });
    }

    private static void OnThread(Action work)
    {
        var thread = new Thread(() => work());
        thread.Start();
        thread.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(string text) => text.Length;
}
