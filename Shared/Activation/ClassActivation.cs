namespace CamFunctions.Shared.Activation;

/// <summary>A predicted class with its scores and its class activation map.</summary>
/// <param name="Label">The class.</param>
/// <param name="Rank">1 for the class with the highest logit.</param>
/// <param name="Probability">Softmax of the logits.</param>
/// <param name="Logit">The class's score before softmax: the mean of the map plus the bias.</param>
/// <param name="Bias">The classifier's bias for the class.</param>
/// <param name="Map">The class activation map.</param>
public sealed record ClassActivation(ClassLabel Label, int Rank, float Probability, float Logit, float Bias, ActivationMap Map);
