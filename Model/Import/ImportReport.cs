namespace CamFunctions.Model.Import;

/// <summary>What an import found and proved.</summary>
/// <param name="Classes">How many classes the network has.</param>
/// <param name="FeatureMaps">The value that is averaged.</param>
/// <param name="Channels">How many feature maps it has.</param>
/// <param name="Stride">Input pixels per cell, as measured, or half of that if it was asked for.</param>
/// <param name="Geometry">What part of an image the network is to see.</param>
/// <param name="Sides">Its input's height and width; <see langword="null"/> for any.</param>
/// <param name="ScoreDifference">Between the network's scores and the prepared model's, in shares of their range.</param>
/// <param name="InvariantDifference">Between mean(M_c) + b_c and logit_c, in shares of the logits' range.</param>
public sealed record ImportReport(
    int Classes,
    string FeatureMaps,
    int Channels,
    int Stride,
    Geometry Geometry,
    (int Height, int Width)? Sides,
    double ScoreDifference,
    double InvariantDifference);
