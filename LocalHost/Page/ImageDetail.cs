using System.Text.Json;

namespace CamFunctions.LocalHost.Page;

/// <summary>One image with all that is known of it.</summary>
/// <param name="Image">As in the gallery.</param>
/// <param name="Links">The addresses of the blobs.</param>
/// <param name="Window">What the network saw of the image, in its pixels; the maps of the record cover just that.</param>
/// <param name="Record">The record as it is stored; <see langword="null"/> before there is one.</param>
internal sealed record ImageDetail(ImageItem Image, ImageDetail.BlobLinks Links, ImageDetail.SeenWindow? Window, JsonElement? Record)
{
    /// <param name="Image">The photograph.</param>
    /// <param name="Overlay">The heat map over it; <see langword="null"/> where there is none.</param>
    /// <param name="Record">The record; <see langword="null"/> where there is none.</param>
    internal sealed record BlobLinks(string Image, string? Overlay, string? Record);

    internal sealed record SeenWindow(double X, double Y, double Width, double Height);
}
