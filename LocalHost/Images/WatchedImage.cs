using Azure;

namespace CamFunctions.LocalHost.Images;

/// <summary>One version of an image in the watched container.</summary>
/// <param name="Container">The blob's container.</param>
/// <param name="Name">The blob's name.</param>
/// <param name="Uri">The blob's address.</param>
/// <param name="ETag">The version.</param>
/// <param name="LastModified">When it was written.</param>
/// <param name="ContentLength">In bytes.</param>
internal sealed record WatchedImage(string Container, string Name, Uri Uri, ETag ETag, DateTimeOffset LastModified, long ContentLength);
