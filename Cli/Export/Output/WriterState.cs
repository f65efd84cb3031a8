namespace CamFunctions.Cli.Export.Output;

/// <summary>What a writer needs to continue an interrupted export.</summary>
/// <param name="Lengths">The lengths in bytes of its unfinished files, which may have grown since.</param>
/// <param name="Written">How many images or parts it has written.</param>
/// <param name="Annotations">How many annotations it has written.</param>
/// <param name="Classes">The classes that have occurred.</param>
/// <param name="HasOutlines">Whether a region with an outline has occurred.</param>
internal sealed record WriterState(
    IReadOnlyList<long> Lengths,
    long Written = 0,
    long Annotations = 0,
    IReadOnlyList<RecordedClass>? Classes = null,
    bool HasOutlines = false);
