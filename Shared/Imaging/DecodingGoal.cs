using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Imaging;

/// <summary>What an image is decoded for.</summary>
/// <param name="MaximumSide">What the longer side is reduced to, in pixels, if it is longer.</param>
/// <param name="Frame">What the network sees of it; <see langword="null"/> if its input is not wanted.</param>
public sealed record DecodingGoal(int MaximumSide, NetworkFrame? Frame = null);
