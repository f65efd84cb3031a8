using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Tells what a failure of libvips says about the file.</summary>
internal static class DecodingFault
{
    /// <summary>What decoders say of files that are sound but use a variant that this build of libvips does not decode.</summary>
    private static readonly string[] UnsupportedVariant = ["nsupported", "not supported", "not configured", "not implemented"];

    /// <summary>
    /// What libjpeg warns of although every pixel is as it was written: bytes between segments, and headers that some cameras
    /// fill in wrongly (messages JWRN_EXTRANEOUS_DATA, JWRN_NOT_SEQUENTIAL and JWRN_ADOBE_XFORM of libjpeg's jerror.h).
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

    /// <summary>The decoder's own words: the first line that is not about calling it.</summary>
    private static string Cause(VipsException fault)
    {
        var lines = fault.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : lines.FirstOrDefault() ?? "no details";
    }
}
