namespace CamFunctions.Shared.Processing;

/// <summary>How the processing of an image ended. None of these is a failure: trying again would change nothing.</summary>
public enum ImageOutcome
{
    /// <summary>Overlay and record were written.</summary>
    Localized,

    /// <summary>The image can't be processed; an error record was written.</summary>
    Refused,

    /// <summary>The record was there already, made from this version by this model with these options.</summary>
    Current,

    /// <summary>The image does not exist any more.</summary>
    Gone,

    /// <summary>The blob is not in the container of images.</summary>
    Foreign,
}
