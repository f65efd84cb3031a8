namespace CamFunctions.Model.Cam;

/// <summary>
/// The end of a network as class activation mapping needs it: a linear map w, b on the spatial mean of the last feature maps f.
/// The members name values in the network's graph.
/// </summary>
/// <param name="FeatureMaps">f, float [1, channels, rows, columns].</param>
/// <param name="Channels">How many feature maps there are.</param>
/// <param name="Weights">w, float [classes, channels].</param>
/// <param name="Biases">b, float [classes].</param>
public sealed record Classifier(string FeatureMaps, int Channels, string Weights, string Biases);
