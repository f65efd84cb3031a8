namespace CamFunctions.Shared.Imaging;

/// <summary>An image that can't be processed. This is permanent, so it is reported in an error record and not retried.</summary>
public sealed class RejectedImageException(ImageErrorCode code, string message) : Exception(message)
{
    public ImageErrorCode Code { get; } = code;
}
