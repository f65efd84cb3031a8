using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Analysis;

/// <summary>How well a network knew the true class of an image.</summary>
/// <param name="Index">The class's index in the network's output.</param>
/// <param name="Rank">1 if the network gave it the highest logit.</param>
/// <param name="Probability">0 to 1, over all classes.</param>
public sealed record ExpectedClass(int Index, int Rank, float Probability)
{
    /// <returns><see langword="null"/> if the true class is not known, or not among these.</returns>
    internal static ExpectedClass? Of(IReadOnlyList<ClassActivation> activations, int? index) =>
        activations.FirstOrDefault(activation => activation.Label.Index == index) is { } expected
            ? new ExpectedClass(expected.Label.Index, expected.Rank, expected.Probability)
            : null;
}
