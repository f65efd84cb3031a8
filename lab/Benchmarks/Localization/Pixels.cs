using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>What is done to pictures to make others of them.</summary>
internal static class Pixels
{
    /// <summary>The largest centre square, resized to <paramref name="side"/> x <paramref name="side"/> pixels.</summary>
    public static RgbImage CentreSquare(RgbImage picture, int side)
    {
        var scale = (double)side / Math.Min(picture.Width, picture.Height);
        var (width, height) = ((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
        return ImageResizer.ToNetwork(
            picture,
            new NetworkFrame(picture.Width, picture.Height, width, height, (width - side) / 2, (height - side) / 2, side, side));
    }

    /// <summary>The picture at the size at which it covers share x share of a background, or less if it must to fit.</summary>
    public static RgbImage Covering(RgbImage picture, RgbImage background, double share)
    {
        var (across, down) = ((double)background.Width / picture.Width, (double)background.Height / picture.Height);
        var scale = Math.Min(share * Math.Sqrt(across * down), Math.Min(across, down));
        var (width, height) = ((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
        return ImageResizer.ToNetwork(
            picture,
            new NetworkFrame(picture.Width, picture.Height, width, height, Left: 0, Top: 0, width, height));
    }

    public static void Paste(RgbImage small, RgbImage into, int x, int y)
    {
        var bytes = small.Width * RgbImage.Bands;
        for (var row = 0; row < small.Height; row++)
        {
            var at = (((y + row) * into.Width) + x) * RgbImage.Bands;
            small.Pixels.AsSpan(row * bytes, bytes).CopyTo(into.Pixels.AsSpan(at, bytes));
        }
    }

    public static RgbImage Mirrored(RgbImage image)
    {
        using var view = ImageResizer.View(image);
        using var mirrored = view.FlipHor();
        return image with { Pixels = mirrored.WriteToMemory<byte>() };
    }

    /// <param name="image">The image.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, in pixels.</param>
    public static RgbImage Blurred(RgbImage image, double sigma)
    {
        using var view = ImageResizer.View(image);
        using var blurred = view.Gaussblur(sigma);
        return image with { Pixels = blurred.WriteToMemory<byte>() };
    }

    /// <summary>An image of the same size that is all of the mean colour.</summary>
    public static RgbImage MeanColour(RgbImage image)
    {
        var means = new double[RgbImage.Bands];
        for (var index = 0; index < image.Pixels.Length; index++)
        {
            means[index % RgbImage.Bands] += (double)image.Pixels[index] / (image.Width * image.Height);
        }

        var pixels = new byte[image.Pixels.Length];
        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)Math.Round(means[index % RgbImage.Bands]);
        }

        return image with { Pixels = pixels };
    }
}
