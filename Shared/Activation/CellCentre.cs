namespace CamFunctions.Shared.Activation;

/// <summary>The centre of a grid's first cell, in network pixels from the upper left corner of the input.</summary>
public sealed record CellCentre(double X, double Y);
