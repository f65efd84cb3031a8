namespace CamFunctions.Storage.Blobs;

/// <summary>Whether an image has its results, as far as storage shows it without the model.</summary>
public enum ResultState
{
    /// <summary>The image does not exist.</summary>
    Gone,

    /// <summary>There is no record, or only one of another version.</summary>
    Open,

    /// <summary>There is a record of the version that exists now.</summary>
    Recorded,
}
