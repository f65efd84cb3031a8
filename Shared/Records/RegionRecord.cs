using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Records;

/// <summary>A rectangle of the oriented image: columns [X, X + Width), rows [Y, Y + Height).</summary>
/// <param name="X">First column, in pixels.</param>
/// <param name="Y">First row, in pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Normalized">The same rectangle as fractions of the image.</param>
public sealed record RegionRecord(int X, int Y, int Width, int Height, NormalizedBox Normalized)
{
    /// <summary>Its outline; absent unless it was asked for, and from records before version 1.3.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Polygon? Polygon { get; init; }

    public static RegionRecord Of(Region region, int imageWidth, int imageHeight) =>
        Of(region.Box, imageWidth, imageHeight) with { Polygon = region.Polygon };

    public static RegionRecord Of(PixelBox box, int imageWidth, int imageHeight) => new(
        box.X,
        box.Y,
        box.Width,
        box.Height,
        new(
            (double)box.X / imageWidth,
            (double)box.Y / imageHeight,
            (double)box.Width / imageWidth,
            (double)box.Height / imageHeight));
}
