namespace CamFunctions.Shared.Imaging;

/// <summary>Limits for images. Both are checked before any pixels are decoded.</summary>
/// <param name="MaxBytes">Maximum file size, in bytes.</param>
/// <param name="MaxPixels">Maximum width times height, in pixels.</param>
public sealed record ImageLimits(long MaxBytes, long MaxPixels)
{
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
