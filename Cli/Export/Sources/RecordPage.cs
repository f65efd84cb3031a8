namespace CamFunctions.Cli.Export.Sources;

/// <summary>A page of a listing of records.</summary>
/// <param name="Names">The names of the records.</param>
/// <param name="Continuation">From where to list further pages; <see langword="null"/> or empty after the last one.</param>
internal sealed record RecordPage(IReadOnlyList<string> Names, string? Continuation);
