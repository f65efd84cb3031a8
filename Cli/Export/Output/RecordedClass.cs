namespace CamFunctions.Cli.Export.Output;

/// <summary>A class as records name it.</summary>
/// <param name="Index">Its position in the network's output.</param>
/// <param name="WordNetId"><see langword="null"/> for classes outside WordNet.</param>
/// <param name="Label">The first of its names. Two classes can have the same: the crane is a bird and a machine.</param>
internal sealed record RecordedClass(int Index, string? WordNetId, string Label);
