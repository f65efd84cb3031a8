using System.Globalization;

namespace CamFunctions.Model.Quantization;

/// <summary>The values of an activation tensor that are stored as they are; others become the nearest end.</summary>
public readonly record struct ValueRange(double Minimum, double Maximum)
{
    /// <summary>
    /// Rounded to three significant digits. Processors add up float32 numbers in different orders; without those last digits, the same
    /// photographs give the same model on all of them.
    /// </summary>
    public ValueRange Rounded() => new(Round(Minimum), Round(Maximum));

    private static double Round(double value) =>
        double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
