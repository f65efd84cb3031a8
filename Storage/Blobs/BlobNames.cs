namespace CamFunctions.Storage.Blobs;

/// <summary>The names of blobs.</summary>
public static class BlobNames
{
    /// <summary>What is wrong with a name that can't be addressed, for sentences.</summary>
    public const string Problem = "has . or .. between slashes, or a slash at its beginning or end, which no address can have";

    /// <summary>
    /// Whether a blob of this name can be reached, and not another one instead. <see cref="System.Uri"/> resolves segments of dots, also
    /// percent-encoded ones (RFC 3986, section 5.2.4), so that <c>../overlays/a.png</c> in the container of images would be read from, or
    /// written to, another container; and the storage library drops slashes at both ends.
    /// </summary>
    public static bool CanBeAddressed(string name) =>
        name is not (['/', ..] or [.., '/']) && !name.Split('/').Any(segment => segment is "." or "..");
}
