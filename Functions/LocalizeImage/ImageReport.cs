using CamFunctions.Imaging;

namespace CamFunctions.LocalizeImage;

/// <summary>What became of an image.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Sentence">The same for people, as a line of the invocation's log.</param>
/// <param name="Error">Why it was refused, if it was.</param>
public sealed record ImageReport(ImageOutcome Outcome, string Sentence, ImageErrorCode? Error = null);
