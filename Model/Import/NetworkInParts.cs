namespace CamFunctions.Model.Import;

/// <summary>A foreign network while it is looked at: its graph in one file, its weights in another beside it.</summary>
/// <param name="Path">The graph.</param>
/// <param name="Input">What the network takes.</param>
/// <param name="Outputs">Its own outputs.</param>
/// <param name="Values">The outputs and values near them, all of which are outputs now.</param>
internal sealed record NetworkInParts(string Path, NetworkInput Input, IReadOnlyList<string> Outputs, IReadOnlyList<string> Values);
