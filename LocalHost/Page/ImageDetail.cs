using System.Text.Json;

namespace CamFunctions.LocalHost.Page;

/// <summary>The details of one image.</summary>
/// <param name="Image">The image as in the gallery.</param>
/// <param name="Links">The addresses of the blobs.</param>
/// <param name="Window">The part of the image that the network saw, and that the maps in the record cover, in image pixels.</param>
/// <param name="Record">The stored record; <see langword="null"/> if there is none yet.</param>
internal sealed record ImageDetail(ImageItem Image, ImageDetail.BlobLinks Links, ImageDetail.SeenWindow? Window, JsonElement? Record)
{
    /// <param name="Image">The photograph.</param>
    /// <param name="Overlay">The overlay; <see langword="null"/> if there is none.</param>
    /// <param name="Record">The record; <see langword="null"/> if there is none.</param>
    internal sealed record BlobLinks(string Image, string? Overlay, string? Record);

    internal sealed record SeenWindow(double X, double Y, double Width, double Height);
}
