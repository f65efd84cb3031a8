namespace CamFunctions.Shared.Imaging;

/// <summary>
/// The images that are allowed. Limits shape no result: they decide only whether there is one, so results do not depend on them, and only
/// a refusal can become outdated when one is raised.
/// </summary>
/// <param name="MaxBytes">Maximum file size, in bytes.</param>
/// <param name="MaxPixels">Maximum width times height, in pixels.</param>
/// <param name="MaxSeconds">
/// Maximum time for decoding, in seconds. The slowest image of 50 megapixels, an AVIF of 10 bits, took 11 to 21 seconds on a busy machine.
/// </param>
/// <param name="Truncated">Whether damaged images are analysed.</param>
public sealed record ImageLimits(
    long MaxBytes = 64 * 1024 * 1024,
    long MaxPixels = 50_000_000,
    int MaxSeconds = 60,
    TruncatedImages Truncated = TruncatedImages.Refuse)
{
    /// <summary>Whether an image that other limits refused may be allowed by these.</summary>
    /// <param name="error">The reason of the refusal.</param>
    /// <param name="others">The limits at that time.</param>
    public bool MayAllow(ImageErrorCode error, ImageLimits others) => error switch
    {
        ImageErrorCode.TooLarge => MaxBytes > others.MaxBytes,
        ImageErrorCode.TooManyPixels => MaxPixels > others.MaxPixels,
        ImageErrorCode.TooSlow => MaxSeconds > others.MaxSeconds,
        ImageErrorCode.Corrupt => Truncated == TruncatedImages.Accept && others.Truncated == TruncatedImages.Refuse,
        _ => false,
    };

    /// <summary>Checked before a file is read.</summary>
    /// <exception cref="RejectedImageException"><c>empty</c> or <c>tooLarge</c>.</exception>
    public void CheckSize(long bytes)
    {
        if (bytes == 0)
        {
            throw new RejectedImageException(ImageErrorCode.Empty, "The file is empty (0 bytes). Upload the image again.");
        }

        if (bytes > MaxBytes)
        {
            throw new RejectedImageException(
                ImageErrorCode.TooLarge,
                $"The file has {bytes:N0} bytes, more than the limit of {MaxBytes:N0}. " +
                "Upload a smaller file or raise the setting MaxBytes.");
        }
    }

    /// <summary>Checked before any pixels are decoded.</summary>
    /// <exception cref="RejectedImageException"><c>tooManyPixels</c>.</exception>
    public void CheckPixels(int width, int height)
    {
        var pixels = (long)width * height;
        if (pixels > MaxPixels)
        {
            throw new RejectedImageException(
                ImageErrorCode.TooManyPixels,
                $"The image is {width:N0} x {height:N0} = {pixels:N0} pixels, more than the limit of {MaxPixels:N0}. " +
                "Upload a smaller image or raise the setting MaxPixels.");
        }
    }
}
