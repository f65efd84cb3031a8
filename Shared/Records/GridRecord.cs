namespace CamFunctions.Shared.Records;

/// <summary>Where the cells of the maps are in the network's input.</summary>
/// <param name="Stride">Network pixels per cell.</param>
/// <param name="Centre">The centre of the first cell; <see langword="null"/> if the cells fill the input evenly.</param>
/// <param name="AveragedEvery">
/// The mean of every n-th value of every n-th row, from the first, plus the bias is the logit; n = 1 means all values.
/// </param>
public sealed record GridRecord(int Stride, CellCentre? Centre, int AveragedEvery)
{
    public FeatureGrid ToFeatureGrid() => new(Stride, AveragedEvery, Centre);

    internal static GridRecord Of(FeatureGrid grid) => new(grid.Stride, grid.Centre, grid.AveragedEvery);
}
