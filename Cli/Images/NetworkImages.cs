using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Model.Cam;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Cli.Images;

/// <summary>Photographs as the product gives them to a network: decoded and framed as for an analysis.</summary>
internal static class NetworkImages
{
    /// <param name="folder">The photographs; files that are no readable image are left out.</param>
    /// <param name="modelPath">The model, for its geometry and input size.</param>
    /// <exception cref="CommandException">There are none.</exception>
    public static NetworkImage[] Read(string folder, string modelPath)
    {
        using var model = CamModel.Load(modelPath, threads: 0);
        var images = ImageFiles.Find([folder], outputFolder: Path.Combine(folder, "localized"))
            .Select(file => TryRead(file.Path, model))
            .OfType<NetworkImage>()
            .ToArray();
        return images.Length > 0 ? images : throw new CommandException($"No image in {folder} can be read.");
    }

    private static NetworkImage? TryRead(string path, CamModel model)
    {
        var options = new AnalysisOptions();
        try
        {
            var input = DecodedImage.Read(File.ReadAllBytes(path), options, model.Metadata.Geometry, model.InputSize).Input;
            return new NetworkImage(input.Height, input.Width, input.Pixels);
        }
        catch (RejectedImageException rejection)
        {
            Terminal.WriteErrorLine($"{path} left out: {rejection.Message}");
            return null;
        }
    }
}
