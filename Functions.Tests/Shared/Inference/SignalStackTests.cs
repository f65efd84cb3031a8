using System.Runtime.CompilerServices;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>Without room on the signal stack, a processor with AMX ends the process here; others have the room anyway.</summary>
public sealed class SignalStackTests
{
    [Fact]
    public async Task A_null_reference_after_an_eight_bit_inference_does_not_end_the_process()
    {
        await using var program = await RunningProgram.Test($"{typeof(SignalStackTests).FullName}.{nameof(InferAndRecover)}").ExitedAsync();
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
            var thread = new Thread(() =>
            {
                model.Run(image, top: 1);
                Assert.Throws<NullReferenceException>(() => Length(null!));
            });
            thread.Start();
            thread.Join();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(string text) => text.Length;
}
