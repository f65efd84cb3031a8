namespace CamFunctions.Shared.Processing;

/// <summary>How the processing of an image ended. None of these is a failure that a retry could help with.</summary>
public enum ImageOutcome
{
    /// <summary>Overlay and record were written.</summary>
    Localized,

    /// <summary>The image can't be processed; an error record was written.</summary>
    Refused,

    /// <summary>There already was a record, made from this version by this model with these options.</summary>
    Current,

    /// <summary>The image no longer exists.</summary>
    Gone,

    /// <summary>The blob is not in the images container.</summary>
    Foreign,

    /// <summary>The image was deleted, and now its results are, too.</summary>
    Deleted,

    /// <summary>The image is said to have been deleted, but exists, or the results of deleted images are to be kept.</summary>
    Kept,
}
