namespace CamFunctions.Model.Cam;

/// <summary>A class of a network.</summary>
/// <param name="Index">Its position in the logits.</param>
/// <param name="WordNetId">Its WordNet synset; empty for classes outside WordNet.</param>
/// <param name="Names">All its names, separated by ", ".</param>
public sealed record ClassLabel(int Index, string WordNetId, string Names);
