using CamFunctions.Cli.Images;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Localize;

/// <summary>What became of a file.</summary>
/// <param name="Image">The file.</param>
/// <param name="Record">The record that was written; <see langword="null"/> if it failed.</param>
/// <param name="Failure">Why the file could not be read or its results not be written; otherwise <see langword="null"/>.</param>
internal sealed record LocalizeResult(ImageFile Image, PredictionRecord? Record, string? Failure);
