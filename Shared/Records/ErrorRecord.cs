using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Records;

/// <summary>Why an image was refused.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people: what is wrong and what to do.</param>
public sealed record ErrorRecord(ImageErrorCode Code, string Message);
