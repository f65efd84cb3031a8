using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Model.Cam;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
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

    /// <param name="file">The bytes of an image file.</param>
    /// <param name="options">The sizes.</param>
    /// <param name="geometry">The part of the image that the network sees.</param>
    /// <param name="accepted">The input sizes that the network accepts.</param>
    /// <returns>The whole oriented image, no larger than an analysis needs it, and the network's input.</returns>
    /// <exception cref="RejectedImageException">The image can't be decoded.</exception>
    public static (RgbImage Photograph, RgbImage Input) Decode(
        byte[] file, AnalysisOptions options, Geometry geometry, NetworkInputSize accepted)
    {
        var header = ImageHeaderReader.Read(file, new ImageLimits());
        var frame = NetworkFraming.Frame(header.Width, header.Height, geometry, options.InputSide, accepted);
        var goal = new DecodingGoal(frame.DecodingSide(options.OverlaySide), frame);
        var decoded = ImageDecoder.Decode(file, header, goal, TruncatedImages.Refuse, DecodingTime.Unlimited());
        return (decoded.Image, decoded.InputIn(frame));
    }

    private static NetworkImage? TryRead(string path, CamModel model)
    {
        try
        {
            var (_, input) = Decode(File.ReadAllBytes(path), new AnalysisOptions(), model.Metadata.Geometry, model.InputSize);
            return new NetworkImage(input.Height, input.Width, input.Pixels);
        }
        catch (RejectedImageException rejection)
        {
            Terminal.WriteErrorLine($"{path} left out: {rejection.Message}");
            return null;
        }
    }
}
