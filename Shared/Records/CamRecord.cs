namespace CamFunctions.Shared.Records;

/// <summary>A raw class activation map: its mean over the averaged cells plus the class's bias is the class's logit.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Values">Row by row, in logits. Records have four significant digits of each.</param>
public sealed record CamRecord(int Rows, int Columns, IReadOnlyList<float> Values);
