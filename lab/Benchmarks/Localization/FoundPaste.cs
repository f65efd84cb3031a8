namespace CamFunctions.Benchmarks.Localization;

/// <summary>How well a map finds a pasted photograph.</summary>
/// <param name="Share">The map's positive part inside the paste.</param>
/// <param name="RegionOverlap">IoU of the paste with the product's own region.</param>
/// <param name="Overlaps">IoU at each threshold; see <see cref="ThresholdSweep"/>.</param>
internal sealed record FoundPaste(double Share, double RegionOverlap, double[] Overlaps);
