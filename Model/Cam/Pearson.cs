namespace CamFunctions.Model.Cam;

/// <summary>Pearson's correlation coefficient.</summary>
internal static class Pearson
{
    /// <returns>From -1 to 1; not a number where all values of one are the same.</returns>
    public static double Correlation(float[] one, float[] other)
    {
        var (meanOne, meanOther) = (one.Average(value => (double)value), other.Average(value => (double)value));
        var (covariance, varianceOne, varianceOther) = (0.0, 0.0, 0.0);
        for (var index = 0; index < one.Length; index++)
        {
            var (first, second) = (one[index] - meanOne, other[index] - meanOther);
            covariance += first * second;
            varianceOne += first * first;
            varianceOther += second * second;
        }

        return covariance / Math.Sqrt(varianceOne * varianceOther);
    }
}
