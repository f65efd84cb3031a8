using Azure;

namespace CamFunctions.Storage.Blobs;

/// <summary>A record or an overlay, as a listing shows it.</summary>
/// <param name="Container">The container it is in.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Image">The name of the image that it was made from.</param>
/// <param name="ETag">Its version.</param>
public sealed record ResultBlob(string Container, string Name, string Image, ETag ETag);
