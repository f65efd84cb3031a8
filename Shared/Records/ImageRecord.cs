namespace CamFunctions.Shared.Records;

/// <summary>The image after applying its orientation. All coordinates in a record are pixels of this image.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="ExifOrientation">The orientation stored in the file, 1 to 8.</param>
public sealed record ImageRecord(int Width, int Height, int ExifOrientation);
