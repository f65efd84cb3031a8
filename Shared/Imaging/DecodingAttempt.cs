using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// A way to decode an image: how strictly, with or without its colour profile, and beside other images or alone. If one fails, the failure
/// decides which one comes next.
/// </summary>
/// <param name="FailOn">The messages of the decoder that count as damage.</param>
/// <param name="HasProfile">Whether the colour profile is used.</param>
internal sealed record DecodingAttempt(Enums.FailOn FailOn, bool HasProfile)
{
    private const string BrokenProfile =
        "The image's colour profile is damaged and was ignored, so its colours may be slightly wrong.";

    /// <summary>Whether no other image is read at the same time, so that the message of a failure is about this one.</summary>
    public bool IsAlone { get; private init; }

    /// <summary>The damage that is accepted, after all strict attempts have failed.</summary>
    private VipsException? Damage { get; init; }

    public static DecodingAttempt First(ImageHeader header) => new(Strictest(header.Format), header.HasProfile);

    /// <returns>The next attempt; <see langword="null"/> if none can succeed.</returns>
    public DecodingAttempt? After(VipsException exception, ImageHeader header, TruncatedImages truncated)
    {
        if (!IsAlone)
        {
            return this with { IsAlone = true };
        }

        if (FailOn == Enums.FailOn.Warning && DecodingFault.IsHarmlessJpegWarning(exception))
        {
            return this with { FailOn = Enums.FailOn.Error, IsAlone = false };
        }

        // The profile is at fault only if the image can be decoded without it: the message may be about an image that is being written.
        if (HasProfile && DecodingFault.IsOfProfile(exception))
        {
            var failOn = Damage is null ? Strictest(header.Format) : Enums.FailOn.None;
            return this with { FailOn = failOn, HasProfile = false, IsAlone = false };
        }

        return Damage is null && truncated == TruncatedImages.Accept && !DecodingFault.IsUnsupported(exception)
            ? new DecodingAttempt(Enums.FailOn.None, header.HasProfile) { Damage = exception }
            : null;
    }

    /// <summary>Messages about parts of the file that this attempt ignored.</summary>
    public IReadOnlyList<string> Warnings(ImageHeader header) =>
    [
        .. header.HasProfile && !HasProfile ? (string[])[BrokenProfile] : [],
        .. Damage is null ? (string[])[] : [DecodingFault.WarningOf(Damage)],
    ];

    /// <summary>
    /// libjpeg reports damaged pixels only as warnings, so decoding a JPEG stops at a warning, unless it is a harmless one. Other decoders
    /// report damage as errors, and warn about harmless things such as unknown TIFF tags.
    /// </summary>
    private static Enums.FailOn Strictest(ImageFormat format) =>
        format == ImageFormat.Jpeg ? Enums.FailOn.Warning : Enums.FailOn.Error;
}
