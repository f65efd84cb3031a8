using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Reads the header before any pixels are decoded, and refuses files that exceed the limits.</summary>
public static class ImageHeaderReader
{
    /// <summary>The name of the field with the EXIF orientation.</summary>
    internal const string OrientationField = "orientation";

    private const string FramesField = "n-pages";

    /// <summary>Many times more than documents have.</summary>
    private const int MaxPages = 10_000;

    /// <exception cref="RejectedImageException">
    /// The file is empty, too large, of no supported format, damaged, or has too many pixels.
    /// </exception>
    public static ImageHeader Read(byte[] file, ImageLimits limits) => Read(file, limits, DecodingTime.Unlimited());

    /// <summary>The same, in limited time.</summary>
    /// <exception cref="RejectedImageException">The same, or reading takes too long.</exception>
    public static ImageHeader Read(byte[] file, ImageLimits limits, DecodingTime time)
    {
        limits.CheckSize(file.LongLength);
        var format = ImageSignature.Detect(file) ?? throw Unsupported(file);
        CheckPages(file, format);
        var header = ReadFields(file, format, time);
        limits.CheckPixels(header.StoredWidth, header.StoredHeight);
        return header;
    }

    /// <summary>libvips reads all directories of a TIFF whenever it opens one, which can take half a minute, and memory.</summary>
    private static void CheckPages(byte[] file, ImageFormat format)
    {
        if (format == ImageFormat.Tiff && TiffDirectory.IsMoreThan(file, MaxPages))
        {
            throw new RejectedImageException(
                ImageErrorCode.UnsupportedFormat,
                $"The TIFF has more than {MaxPages:N0} pages. Save the first one, which is the one to be read, as a file of its own.");
        }
    }

    private static RejectedImageException Unsupported(byte[] file) => new(
        ImageErrorCode.UnsupportedFormat,
        ImageSignature.IsHeic(file)
            ? "The file is a HEIC photograph, which can't be read here. Convert it to JPEG, or set the telephone to take JPEG (on an " +
              "iPhone: Settings, Camera, Formats, Most Compatible)."
            : "The file is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image. Convert it to one of these.");

    private static ImageHeader ReadFields(byte[] file, ImageFormat format, DecodingTime time)
    {
        for (var isAlone = false; ; isAlone = true)
        {
            try
            {
                using var turn = VipsErrorIsolation.Enter(isAlone);
                using var measured = time.Measure();
                var header = OpenFields(file, format, time);
                time.ThrowIfOver();
                return header;
            }
            catch (VipsException exception)
            {
                time.ThrowIfOver();
                if (isAlone)
                {
                    throw DecodingFault.Explain(exception, format);
                }
            }
        }
    }

    private static ImageHeader OpenFields(byte[] file, ImageFormat format, DecodingTime time)
    {
        var readable = format == ImageFormat.Tiff ? TiffPhotometric.WithoutLab(file) : file;
        using var source = WatchedFile.Open(readable, format, time);
        using var image = Image.NewFromSource(source, access: Enums.Access.Sequential);
        return new ImageHeader(
            format,
            image.Width,
            image.Height,
            Field(image, OrientationField) is { } orientation and >= 1 and <= 8 ? orientation : 1,
            image.Contains(SrgbProfile.Field),
            Field(image, FramesField) ?? 1)
        {
            Pixels = KindOf(image, format, isLab: !ReferenceEquals(readable, file)),
            DecodingBytes = DecodingMemory.Estimate(image, format, file),
        };
    }

    private static PixelKind KindOf(Image image, ImageFormat format, bool isLab) => image switch
    {
        { Format: Enums.BandFormat.Uchar } when isLab => PixelKind.Lab8,
        _ when isLab => PixelKind.DeepTiff,
        { Interpretation: Enums.Interpretation.Lab or Enums.Interpretation.Labs } or { Format: Enums.BandFormat.Uint }
            when format == ImageFormat.Tiff => PixelKind.DeepTiff,
        { Format: not Enums.BandFormat.Uchar } => PixelKind.Other,
        { Bands: RgbImage.Bands, Interpretation: Enums.Interpretation.Srgb } => PixelKind.Rgb,
        { Bands: 1, Interpretation: Enums.Interpretation.Bw } => PixelKind.Grey,
        _ => PixelKind.Other,
    };

    private static int? Field(Image image, string name) => image.Contains(name) ? image.Get(name) as int? : null;
}
