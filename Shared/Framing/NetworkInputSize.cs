namespace CamFunctions.Shared.Framing;

/// <summary>The sides a network accepts, in pixels.</summary>
/// <param name="Stride">Input pixels a cell of the last feature maps, down and across.</param>
/// <param name="Width">The width of <c>crop</c> and <c>stretch</c> inputs; the only width where <paramref name="IsFixed"/>.</param>
/// <param name="Height">The height of <c>crop</c> and <c>stretch</c> inputs; the only height where <paramref name="IsFixed"/>.</param>
/// <param name="IsFixed">Whether the network takes no other sides, so that <c>whole</c> is not possible.</param>
public sealed record NetworkInputSize(int Stride, int Width, int Height, bool IsFixed);
