using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;
using CamFunctions.Model.Quantization;

namespace CamFunctions.Cli.Models;

/// <summary>Makes the eight-bit ResNet-50 from the float32 one, with the ranges that the Model project carries.</summary>
internal static class QuantizedPreparation
{
    /// <summary>Makes the model if it does not exist yet.</summary>
    /// <param name="floatModel">The float32 model's file.</param>
    /// <param name="output">The eight-bit model's file.</param>
    /// <param name="report">Called at the beginning of each step.</param>
    /// <param name="cancellation">Stops waiting for another process that makes it.</param>
    public static Task EnsureAsync(string floatModel, string output, Action<string> report, CancellationToken cancellation) =>
        NewModelFile.EnsureAsync(output, file => QuantizeAsync(file, floatModel, report, cancellation), cancellation);

    private static async Task QuantizeAsync(
        NewModelFile file, string floatModel, Action<string> report, CancellationToken cancellation)
    {
        report("Making the model in eight bits ...");
        // On a thread that ends with it, since AMX leaves its registers in use on threads that run an eight-bit network.
        var difference = await Task.Factory.StartNew(
            () => Quantize(file, floatModel), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        file.Commit();
        report($"It is ready (maximum difference {difference:G2}): {file.Path}");
    }

    /// <returns>The largest difference between mean(M_c) + b_c and logit_c.</returns>
    private static double Quantize(NewModelFile file, string floatModel)
    {
        Quantizer.Open(floatModel, file.ScratchFolder).Write(ResNet50.Ranges(), file.TemporaryPath);
        return CamProof.CheckInvariant(file.TemporaryPath, ModelPreparation.ProofSizes);
    }
}
