using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Records;

/// <summary>Why an image was refused.</summary>
/// <param name="Code">The reason, for programs.</param>
/// <param name="Message">The reason and what to do, for people.</param>
public sealed record ErrorRecord(ImageErrorCode Code, string Message);
