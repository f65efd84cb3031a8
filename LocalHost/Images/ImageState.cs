namespace CamFunctions.LocalHost.Images;

/// <summary>How far the local host is with an image.</summary>
internal enum ImageState
{
    /// <summary>Seen, not yet given to the handler.</summary>
    Waiting,

    /// <summary>The handler works on it.</summary>
    Running,

    /// <summary>There is a record, of a result or of a refusal.</summary>
    Done,

    /// <summary>Given up after as many tries as host.json allows.</summary>
    Failed,
}
