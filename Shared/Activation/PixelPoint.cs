namespace CamFunctions.Shared.Activation;

/// <summary>A pixel by its column and row.</summary>
public readonly record struct PixelPoint(int X, int Y);
