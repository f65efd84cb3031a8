using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Records;

/// <summary>The image file that a record is about.</summary>
/// <param name="Uri">A blob's address without a signature, a file URI, or the hash of an image that was sent in a request.</param>
/// <param name="Container">The blob container; <see langword="null"/> if it is not a blob.</param>
/// <param name="Name">The blob's name in its container, or the file's path in its folder, with slashes, or the request's file name.</param>
/// <param name="ETag">The version that was processed, without quotation marks; <see langword="null"/> if it is not a blob.</param>
/// <param name="LastModified">When it was written or received, in UTC.</param>
/// <param name="ContentLength">Its size in bytes.</param>
/// <param name="Format">Detected from the first bytes; <see langword="null"/> in an error record.</param>
public sealed record SourceRecord(
    string Uri,
    string? Container,
    string Name,
    string? ETag,
    DateTimeOffset LastModified,
    long ContentLength,
    ImageFormat? Format)
{
    internal static SourceRecord Of(ImageSource source, ImageFormat? format) => new(
        source.Uri.AbsoluteUri,
        source.Container,
        source.Name,
        source.ETag,
        source.LastModified,
        source.ContentLength,
        format);
}
