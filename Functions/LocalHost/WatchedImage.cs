using Azure;

namespace CamFunctions.LocalHost;

/// <summary>A new image, or a new version of one.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Uri">The blob's address.</param>
/// <param name="ETag">The version.</param>
/// <param name="LastModified">When it was written.</param>
/// <param name="ContentLength">In bytes.</param>
/// <param name="ContentType">As uploaded.</param>
internal sealed record WatchedImage(string Name, Uri Uri, ETag ETag, DateTimeOffset LastModified, long ContentLength, string ContentType);
