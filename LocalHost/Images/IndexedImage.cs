namespace CamFunctions.LocalHost.Images;

/// <summary>An image in the container and its processing state.</summary>
internal sealed record IndexedImage(WatchedImage Image, ImageState State)
{
    /// <summary>Newest first, then by name.</summary>
    public static IComparer<IndexedImage> ByAge { get; } = Comparer<IndexedImage>.Create((one, other) =>
        other.Image.LastModified.CompareTo(one.Image.LastModified) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Image.Name, other.Image.Name));
}
