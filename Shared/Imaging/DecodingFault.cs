using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Interprets libvips errors: whether a file is damaged or of an unsupported variant.</summary>
internal static class DecodingFault
{
    /// <summary>Parts of decoder messages about valid files in a variant that this build of libvips does not support.</summary>
    private static readonly string[] UnsupportedVariant = ["nsupported", "not supported", "not configured", "not implemented"];

    /// <summary>
    /// libjpeg warnings that do not affect the pixels: bytes between segments, and headers that some cameras write incorrectly
    /// (messages JWRN_EXTRANEOUS_DATA, JWRN_NOT_SEQUENTIAL and JWRN_ADOBE_XFORM of libjpeg's jerror.h).
    /// </summary>
    private static readonly string[] HarmlessJpegWarnings =
    [
        "extraneous bytes before marker",
        "Invalid SOS parameters for sequential JPEG",
        "Unknown Adobe color transform code",
    ];

    public static bool IsHarmlessJpegWarning(VipsException exception) =>
        HarmlessJpegWarnings.Any(warning => exception.Message.Contains(warning, StringComparison.Ordinal));

    /// <summary>Whether only the colour profile is damaged, and the pixels are not.</summary>
    public static bool IsOfProfile(VipsException exception) =>
        exception.Message.Contains("VipsIcc", StringComparison.Ordinal) || exception.Message.Contains("icc_", StringComparison.Ordinal);

    /// <summary>Whether the file is sound, but of a variant that this build of libvips does not read.</summary>
    public static bool IsUnsupported(VipsException exception) =>
        UnsupportedVariant.Any(words => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a record says of a damaged image that is accepted.</summary>
    public static string WarningOf(VipsException exception) =>
        $"The file is damaged or cut short ({Cause(exception)}); what could not be read of the image is missing or grey.";

    public static RejectedImageException Explain(VipsException exception, ImageFormat format)
    {
        var name = ImageFormatNames.Of(format);
        return IsUnsupported(exception)
            ? new(
                ImageErrorCode.UnsupportedFormat,
                $"The file is a variant of {name} that can't be decoded ({Cause(exception)}). Save it with ordinary settings.")
            : new(
                ImageErrorCode.Corrupt,
                $"The {name} file is damaged or cut short ({Cause(exception)}). Upload the image again from its source.");
    }

    /// <summary>The decoder's own message. The first line only names the failed libvips call.</summary>
    private static string Cause(VipsException exception)
    {
        var lines = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : lines.FirstOrDefault() ?? "no details";
    }
}
