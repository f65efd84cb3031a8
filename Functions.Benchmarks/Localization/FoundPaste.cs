namespace CamFunctions.Benchmarks.Localization;

/// <summary>How well a map finds a pasted photograph.</summary>
/// <param name="Share">The map's positive part inside the paste.</param>
/// <param name="RegionOverlap">IoU of the paste with the product's own region.</param>
/// <param name="NormalizedOverlaps">IoU by threshold in per cent of the way from the map's minimum to its maximum.</param>
/// <param name="Overlaps">IoU by threshold in per cent of the map's maximum.</param>
internal sealed record FoundPaste(double Share, double RegionOverlap, double[] NormalizedOverlaps, double[] Overlaps);
