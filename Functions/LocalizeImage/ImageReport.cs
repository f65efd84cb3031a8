namespace CamFunctions.LocalizeImage;

/// <summary>What became of an image.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Sentence">The same for people, as a line of the invocation's log.</param>
public sealed record ImageReport(ImageOutcome Outcome, string Sentence);
