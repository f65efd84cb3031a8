namespace CamFunctions.Contract;

/// <summary>A class of the network.</summary>
/// <param name="Index">Its index in the logits.</param>
/// <param name="WordNetId">Its WordNet synset ID, such as n02124075; <see langword="null"/> for classes outside WordNet.</param>
/// <param name="Names">All its names, separated by ", ".</param>
public sealed record ClassLabel(int Index, string? WordNetId, string Names)
{
    /// <summary>The first of the names.</summary>
    public string Name { get; } = Names.Split(", ")[0];
}
