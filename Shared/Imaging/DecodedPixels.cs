using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Imaging;

/// <summary>The pixels of an image file.</summary>
/// <param name="Image">Upright, 8-bit sRGB.</param>
/// <param name="Input">The network's input, if it was wanted and could be made while the image was decoded.</param>
public sealed record DecodedPixels(RgbImage Image, RgbImage? Input = null)
{
    /// <summary>The network's input in any case.</summary>
    /// <param name="frame">What the network sees of the image, as when it was decoded.</param>
    public RgbImage InputIn(NetworkFrame frame) => Input ?? ImageResizer.ToNetwork(Image, frame);

    /// <summary>Sentences for people about what is not as the file says, or missing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
