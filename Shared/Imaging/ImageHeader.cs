namespace CamFunctions.Shared.Imaging;

/// <summary>What is known of an image file before its pixels are decoded.</summary>
/// <param name="Format">The format, detected from the first bytes.</param>
/// <param name="StoredWidth">Columns as stored, in pixels.</param>
/// <param name="StoredHeight">Rows as stored, in pixels.</param>
/// <param name="ExifOrientation">1 to 8 as in EXIF 2.32, tag 274; 1 if it is absent or invalid.</param>
/// <param name="HasProfile">Whether the file has an ICC profile, so that its values are not necessarily sRGB.</param>
/// <param name="Frames">Frames of an animation or pages of a document; only the first is decoded.</param>
public sealed record ImageHeader(ImageFormat Format, int StoredWidth, int StoredHeight, int ExifOrientation, bool HasProfile, int Frames)
{
    public PixelKind Pixels { get; init; }

    /// <summary>An estimate of the memory that decoding takes besides the file, at most.</summary>
    public long DecodingBytes { get; init; }

    /// <summary>Orientations 5 to 8 swap width and height.</summary>
    private bool IsTransposed => ExifOrientation >= 5;

    /// <summary>Width after orientation, in pixels.</summary>
    public int Width => IsTransposed ? StoredHeight : StoredWidth;

    /// <summary>Height after orientation, in pixels.</summary>
    public int Height => IsTransposed ? StoredWidth : StoredHeight;
}
