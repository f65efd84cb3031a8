namespace CamFunctions.Shared.Records;

/// <summary>A rectangle in fractions of the image's width and height, 0 to 1.</summary>
public sealed record NormalizedBox(double X, double Y, double Width, double Height);
