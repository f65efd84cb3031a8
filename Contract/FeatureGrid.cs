namespace CamFunctions.Contract;

/// <summary>The grid of a network's last feature maps.</summary>
/// <param name="Stride">Network pixels per cell.</param>
/// <param name="AveragedEvery">
/// The logits average every n-th cell of every n-th row, from the first: 1 for networks as they were trained, 2 if the last stride
/// was halved.
/// </param>
/// <param name="Centre">Where the evidence of the first cell is; <see langword="null"/> if that was not measured.</param>
public sealed record FeatureGrid(int Stride, int AveragedEvery, CellCentre? Centre)
{
    /// <summary>The sides of the network's input are multiples of this, in network pixels.</summary>
    public int InputStep => Stride * AveragedEvery;
}
