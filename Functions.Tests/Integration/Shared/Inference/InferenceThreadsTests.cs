using System.Runtime.CompilerServices;
using CamFunctions.Model.Cam;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>
/// If eight-bit networks ran on threads of others, a processor with AMX would end the process in the tests of null references; on other
/// processors these tests show nothing.
/// </summary>
public sealed class InferenceThreadsTests
{
    [Fact]
    public void Calls_run_on_no_thread_of_others_and_exceptions_reach_the_caller()
    {
        using var threads = new InferenceThreads(2);
        Parallel.For(0, 16, _ =>
        {
            var (name, isPooled) = threads.Call(() => (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread));
            Assert.StartsWith("Inference ", name, StringComparison.Ordinal);
            Assert.False(isPooled);
            Assert.Throws<InvalidOperationException>(() => threads.Call<int>(() => throw new InvalidOperationException()));
        });
    }

    [Fact]
    public void As_many_calls_run_at_the_same_time_as_there_are_threads()
    {
        using var threads = new InferenceThreads(2);
        using var both = new Barrier(2);
        var running = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => threads.Call(() =>
        {
            Assert.InRange(Interlocked.Increment(ref running), 1, 2);
            Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1)));
            return Interlocked.Decrement(ref running);
        }));
    }

    [Theory]
    [InlineData(nameof(InferAndRecover))]
    [InlineData(nameof(CompareAndLoad))]
    public async Task A_null_reference_after_an_eight_bit_inference_does_not_end_the_process(string test)
    {
        await using var program = await RunningProgram.Test($"{typeof(InferenceThreadsTests).FullName}.{test}").ExitedAsync();
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
    /// The model tool has sessions that run on the thread of the caller. The model that is then loaded has a null character in its
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
