namespace CamFunctions.Model.Graph;

/// <summary>A constant of a graph.</summary>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="Values">Row-major.</param>
public sealed record Tensor(TensorShape Shape, float[] Values)
{
    /// <summary>The value that broadcasting (NumPy's rules) puts at a position of a larger shape.</summary>
    public float At(long position, TensorShape larger)
    {
        var (index, stride) = (0L, 1L);
        for (var axis = 1; axis <= larger.Rank; axis++)
        {
            var (rest, coordinate) = Math.DivRem(position, larger.Sides[^axis]);
            if (axis <= Shape.Rank)
            {
                index += Shape.Sides[^axis] == 1 ? 0 : coordinate * stride;
                stride *= Shape.Sides[^axis];
            }

            position = rest;
        }

        return Values[index];
    }
}
