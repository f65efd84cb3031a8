namespace CamFunctions.Shared.Activation;

/// <summary>A position in an image, in pixels from its upper left corner: the centre of the first pixel is at (0.5, 0.5).</summary>
public readonly record struct PolygonPoint(double X, double Y);
