namespace CamFunctions.Model.Quantization;

/// <summary>How the range of an activation tensor follows from the values that were seen.</summary>
public enum RangeRule
{
    /// <summary>All but one in a million at each end.</summary>
    Percentile,

    /// <summary>All of them.</summary>
    MinimumMaximum,

    /// <summary>The range with the smallest mean squared error.</summary>
    SquaredError,
}
