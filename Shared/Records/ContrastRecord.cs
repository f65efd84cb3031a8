namespace CamFunctions.Shared.Records;

/// <summary>
/// How to compute what tells a class from its rivals: its <c>cam.values</c> less <paramref name="Weight"/> times the mean of theirs.
/// </summary>
/// <param name="Against">The rivals, by their <c>index</c>. All are in the record.</param>
/// <param name="Weight">The share of their mean.</param>
public sealed record ContrastRecord(IReadOnlyList<int> Against, float Weight);
