namespace CamFunctions.Shared.Framing;

/// <summary>The input sizes that a network accepts, in pixels.</summary>
/// <param name="Stride">Input pixels per cell of the last feature maps, in both directions.</param>
/// <param name="Width">The width of <c>crop</c> and <c>stretch</c> inputs; the only width if <paramref name="IsFixed"/>.</param>
/// <param name="Height">The height of <c>crop</c> and <c>stretch</c> inputs; the only height if <paramref name="IsFixed"/>.</param>
/// <param name="IsFixed">Whether the network accepts no other size, which rules out <c>whole</c>.</param>
public sealed record NetworkInputSize(int Stride, int Width, int Height, bool IsFixed);
