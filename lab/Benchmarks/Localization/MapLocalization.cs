namespace CamFunctions.Benchmarks.Localization;

/// <summary>How well a map of a network localises classes: a row of the table.</summary>
/// <param name="Displacements">Of each photograph, in network pixels; see <see cref="MirrorDisplacement"/>.</param>
/// <param name="TileShares">Of each class of each mosaic: the map's positive part inside the tile.</param>
/// <param name="TilePeaks">Of each class of each mosaic: whether the map's peak is inside the tile.</param>
/// <param name="Pastes">Of each paste.</param>
/// <param name="Insertions">Of each photograph: the area under the probability while pixels are inserted.</param>
/// <param name="Deletions">Of each photograph: the area under the probability while pixels are deleted.</param>
internal sealed record MapLocalization(
    IReadOnlyList<double> Displacements,
    IReadOnlyList<double> TileShares,
    IReadOnlyList<bool> TilePeaks,
    IReadOnlyList<FoundPaste> Pastes,
    IReadOnlyList<double> Insertions,
    IReadOnlyList<double> Deletions);
