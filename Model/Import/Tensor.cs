namespace CamFunctions.Model.Import;

/// <summary>A constant of a graph.</summary>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="Values">Row-major.</param>
internal sealed record Tensor(long[] Shape, float[] Values)
{
    /// <summary>The value that broadcasting (numpy's rules) puts at a position of a larger shape.</summary>
    public float At(long position, ReadOnlySpan<long> shape)
    {
        var (index, stride) = (0L, 1L);
        for (var axis = 1; axis <= shape.Length; axis++)
        {
            var side = shape[^axis];
            var (rest, coordinate) = Math.DivRem(position, side);
            if (axis <= Shape.Length)
            {
                index += Shape[^axis] == 1 ? 0 : coordinate * stride;
                stride *= Shape[^axis];
            }

            position = rest;
        }

        return Values[index];
    }
}
