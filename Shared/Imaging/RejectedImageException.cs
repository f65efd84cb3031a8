namespace CamFunctions.Shared.Imaging;

/// <summary>An image that can never be processed, however often it is tried: a permanent fault, told in an error record.</summary>
public sealed class RejectedImageException(ImageErrorCode code, string message) : Exception(message)
{
    public ImageErrorCode Code { get; } = code;
}
