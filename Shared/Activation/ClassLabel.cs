namespace CamFunctions.Shared.Activation;

/// <summary>A class of the network.</summary>
/// <param name="Index">Its position in the logits.</param>
/// <param name="WordNetId">Its WordNet synset, such as n02124075; <see langword="null"/> for classes outside WordNet.</param>
/// <param name="Names">All its names, separated by ", ".</param>
public sealed record ClassLabel(int Index, string? WordNetId, string Names)
{
    /// <summary>The first of its names.</summary>
    public string Name { get; } = Names.Split(", ")[0];
}
