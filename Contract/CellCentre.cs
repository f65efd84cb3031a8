namespace CamFunctions.Contract;

/// <summary>The centre of a grid's first cell, in network pixels from the upper left corner of the input.</summary>
public sealed record CellCentre(double X, double Y)
{
    /// <summary>Steps of a quarter of a pixel: finer than it can be measured.</summary>
    private const int StepsPerPixel = 4;

    public CellCentre Rounded() => new(Round(X), Round(Y));

    private static double Round(double pixels) => Math.Round(pixels * StepsPerPixel) / StepsPerPixel;
}
