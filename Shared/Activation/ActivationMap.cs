namespace CamFunctions.Shared.Activation;

/// <summary>
/// A class activation map M_c(x, y) = sum_k w[c, k] f_k(x, y) (Zhou et al. 2016, equation 2), on the grid of the last feature
/// maps. Its mean plus the class's bias is the class's logit.
/// </summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Values">[rows, columns], in logits.</param>
public sealed record ActivationMap(int Rows, int Columns, float[] Values)
{
    public float this[int row, int column] => Values[(row * Columns) + column];

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    public float Minimum => Values.Min();

    public float Maximum => Values.Max();
}
