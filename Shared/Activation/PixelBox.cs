namespace CamFunctions.Shared.Activation;

/// <summary>A rectangle of whole pixels: columns [X, X + Width), rows [Y, Y + Height).</summary>
public readonly record struct PixelBox(int X, int Y, int Width, int Height);
