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

    public static bool IsHarmlessJpegWarning(VipsException fault) =>
        HarmlessJpegWarnings.Any(warning => fault.Message.Contains(warning, StringComparison.Ordinal));

    public static RejectedImageException Explain(VipsException fault, ImageFormat format)
    {
        var name = format.ToString();
        return UnsupportedVariant.Any(words => fault.Message.Contains(words, StringComparison.OrdinalIgnoreCase))
            ? new(
                ImageErrorCode.UnsupportedFormat,
                $"The file is a variant of {name} that can't be decoded ({Cause(fault)}). Save it with ordinary settings.")
            : new(
                ImageErrorCode.Corrupt,
                $"The {name} file is damaged or cut short ({Cause(fault)}). Upload the image again from its source.");
    }

    /// <summary>The decoder's own message. The first line only names the failed libvips call.</summary>
    private static string Cause(VipsException fault)
    {
        var lines = fault.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : lines.FirstOrDefault() ?? "no details";
    }
}
