namespace CamFunctions.Shared.Framing;

/// <summary>The input sizes that a network accepts, in pixels.</summary>
/// <param name="Step">What both sides are multiples of, if the network accepts any: its stride as it was trained.</param>
/// <param name="Width">The width of <c>crop</c> and <c>stretch</c> inputs; the only width if <paramref name="IsFixed"/>.</param>
/// <param name="Height">The height of <c>crop</c> and <c>stretch</c> inputs; the only height if <paramref name="IsFixed"/>.</param>
/// <param name="IsFixed">Whether the network accepts no other size, which rules out <c>whole</c>.</param>
public sealed record NetworkInputSize(int Step, int Width, int Height, bool IsFixed);
