namespace CamFunctions.LocalHost.Images;

/// <summary>The processing state of an image in the local host.</summary>
internal enum ImageState
{
    /// <summary>Waiting for the worker.</summary>
    Waiting,

    /// <summary>Being processed by the worker.</summary>
    Running,

    /// <summary>There is a record, of a result or an error.</summary>
    Done,

    /// <summary>Given up after the number of tries in host.json.</summary>
    Failed,
}
