namespace CamFunctions.LocalizeImage;

/// <summary>How an invocation ended. All of these are success to the host: trying again would change nothing.</summary>
public enum ImageOutcome
{
    /// <summary>Overlay and record were written.</summary>
    Localized,

    /// <summary>The image can't be processed; an error record was written.</summary>
    Refused,

    /// <summary>The record was there already, made from this version by this model with these options.</summary>
    Current,

    /// <summary>There is no such image any more.</summary>
    Gone,

    /// <summary>The blob is not in the container of images.</summary>
    Foreign,
}
