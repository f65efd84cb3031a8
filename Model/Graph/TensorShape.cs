namespace CamFunctions.Model.Graph;

/// <summary>The sizes of a tensor's dimensions, such as [1, 2048, 7, 7].</summary>
/// <param name="sides">None for a scalar.</param>
public sealed class TensorShape(params long[] sides)
{
    public long[] Sides => sides;

    public int Rank => sides.Length;

    /// <summary>How many numbers the tensor holds.</summary>
    public long Count => Product(sides);

    /// <summary>Whether all numbers lie along one dimension, as those of [1, 2048, 1, 1] do.</summary>
    public bool IsVector => sides.Count(side => side > 1) <= 1;

    public static long Product(IEnumerable<long> sides) => sides.Aggregate(1L, (product, side) => product * side);

    public override string ToString() => $"[{string.Join(", ", sides)}]";
}
