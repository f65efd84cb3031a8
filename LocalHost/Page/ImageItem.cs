namespace CamFunctions.LocalHost.Page;

/// <summary>An image in the gallery.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="State">How far it is.</param>
/// <param name="UploadedAt">When this version was uploaded.</param>
/// <param name="ContentLength">In bytes.</param>
/// <param name="Version">Changes with the image, so that addresses that contain it can be cached indefinitely.</param>
/// <param name="Overlay">Changes with the overlay; <see langword="null"/> if there is none.</param>
/// <param name="Label">The best class, if known.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Error">Why the image was refused, if it was.</param>
internal sealed record ImageItem(
    string Name,
    ListedState State,
    DateTimeOffset UploadedAt,
    long ContentLength,
    string Version,
    string? Overlay,
    string? Label,
    double? Probability,
    ImageItem.Refusal? Error)
{
    /// <param name="Code">As in the record.</param>
    /// <param name="Message">A sentence.</param>
    internal sealed record Refusal(string Code, string Message);
}
