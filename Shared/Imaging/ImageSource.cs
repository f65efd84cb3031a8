using System.Collections.ObjectModel;

namespace CamFunctions.Shared.Imaging;

/// <summary>One version of an image file: its location and what is known without reading it.</summary>
/// <param name="Uri">A blob's address without a signature, a file URI, or the hash of an image that was sent in a request.</param>
/// <param name="Container">The blob container; <see langword="null"/> if it is not a blob.</param>
/// <param name="Name">The blob's name in its container, or the file's path in its folder, with slashes, or the request's file name.</param>
/// <param name="ETag">The version, without quotation marks; <see langword="null"/> if it is not a blob.</param>
/// <param name="LastModified">When it was written or received, in UTC.</param>
/// <param name="ContentLength">Its size in bytes.</param>
public sealed record ImageSource(Uri Uri, string? Container, string Name, string? ETag, DateTimeOffset LastModified, long ContentLength)
{
    /// <summary>The blob's metadata, by names in any case; none for a local file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
