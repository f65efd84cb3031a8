namespace CamFunctions.Shared.Activation;

/// <summary>A connected part of a mask.</summary>
/// <param name="First">Its first pixel in reading order.</param>
/// <param name="Box">The rectangle around it.</param>
/// <param name="Area">How many pixels it has.</param>
/// <param name="Maximum">The largest of its values.</param>
internal sealed record Component(PixelPoint First, PixelBox Box, int Area, float Maximum);
