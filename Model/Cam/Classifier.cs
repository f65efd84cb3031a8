namespace CamFunctions.Model.Cam;

/// <summary>The end of a network as class activation mapping needs it: names of values in its graph.</summary>
/// <param name="FeatureMaps">The last feature maps f, float [1, channels, rows, columns].</param>
/// <param name="Channels">How many feature maps there are.</param>
/// <param name="Weights">The classifier's weights w, float [classes, channels].</param>
/// <param name="Biases">The classifier's biases b, float [classes].</param>
/// <param name="Logits">w times the spatial mean of f, plus b: float [1, classes].</param>
public sealed record Classifier(string FeatureMaps, int Channels, string Weights, string Biases, string Logits);
