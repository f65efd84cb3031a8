using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// One version of an image and its results, as they were when the snapshot was taken. Writing through a snapshot never replaces
/// the results of a later version, and never leaves a partially written result.
/// </summary>
/// <remarks>
/// Reading and writing may throw the store's own exceptions. The image is then unchanged, and processing can be retried with a new
/// snapshot.
/// </remarks>
public interface IImageSnapshot
{
    ImageSource Source { get; }

    /// <summary>Whether there is a record of this version of the image that is up to date.</summary>
    /// <param name="version">The version of results that would be made now.</param>
    bool HasRecordOf(ResultVersion version);

    /// <summary>Reads the image file's bytes, of exactly this version.</summary>
    Task<byte[]> ReadAsync(CancellationToken cancellation);

    Task<StoredOverlay> WriteOverlayAsync(byte[] jpeg, ResultVersion version, CancellationToken cancellation);

    /// <summary>Does nothing if there is no overlay.</summary>
    Task DeleteOverlayAsync(CancellationToken cancellation);

    Task WriteRecordAsync(byte[] json, ResultVersion version, CancellationToken cancellation);
}
