namespace CamFunctions.Shared.Records;

/// <summary>The image after orientation: all positions of a record are pixels of this.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="ExifOrientation">How the file had it, 1 to 8.</param>
public sealed record ImageRecord(int Width, int Height, int ExifOrientation);
