namespace CamFunctions.Shared.Imaging;

/// <summary>What an image file says of itself before its pixels are decoded.</summary>
/// <param name="Format">The format its first bytes show.</param>
/// <param name="StoredWidth">Columns as stored, in pixels.</param>
/// <param name="StoredHeight">Rows as stored, in pixels.</param>
/// <param name="ExifOrientation">1 to 8 as in EXIF 2.32, tag 274; 1 where the file says nothing or nonsense.</param>
/// <param name="HasProfile">Whether the file carries an ICC profile, so that its numbers are not sRGB as they stand.</param>
/// <param name="Frames">Frames of an animation or pages of a document; only the first is ever decoded.</param>
public sealed record ImageHeader(ImageFormat Format, int StoredWidth, int StoredHeight, int ExifOrientation, bool HasProfile, int Frames)
{
    /// <summary>Orientations 5 to 8 lie on their side.</summary>
    private bool IsTransposed => ExifOrientation >= 5;

    /// <summary>Width after orientation, in pixels.</summary>
    public int Width => IsTransposed ? StoredHeight : StoredWidth;

    /// <summary>Height after orientation, in pixels.</summary>
    public int Height => IsTransposed ? StoredWidth : StoredHeight;
}
