using System.Net.Mime;

namespace CamFunctions.LocalHost.Page;

/// <summary>
/// The content type that an uploaded image is stored with. The emulator serves blobs without a key and with that type, so that a page or
/// a drawing with a script, uploaded as an image, would run with the emulator's address as its origin.
/// </summary>
internal static class UploadedType
{
    private static readonly string[] Types =
    [
        MediaTypeNames.Image.Jpeg, MediaTypeNames.Image.Png, MediaTypeNames.Image.Gif, MediaTypeNames.Image.Webp, MediaTypeNames.Image.Tiff,
        MediaTypeNames.Image.Avif,
    ];

    /// <param name="sent">What the request says; <see langword="null"/> for nothing.</param>
    /// <returns>The type of an image of pixels, or the one for any bytes.</returns>
    public static string Of(string? sent) =>
        Types.FirstOrDefault(type => type.Equals(sent, StringComparison.OrdinalIgnoreCase)) ?? MediaTypeNames.Application.Octet;
}
