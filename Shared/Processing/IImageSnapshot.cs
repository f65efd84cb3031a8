using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// One version of one image and its results, as they were when they were looked at. What is written through a snapshot never
/// replaces the results of a later version, and nothing is ever half-written.
/// </summary>
/// <remarks>
/// Reading and writing may fail with the store's own exceptions: the image is as it was, and its processing can be tried again from a
/// new snapshot.
/// </remarks>
public interface IImageSnapshot
{
    ImageSource Source { get; }

    /// <summary>Where the overlay is, or will be.</summary>
    Uri OverlayUri { get; }

    /// <summary>Whether the record that is there was made from this version of the image, by this model with these options.</summary>
    bool HasRecordOf(ResultVersion version);

    /// <summary>The image file's bytes, of exactly this version.</summary>
    Task<byte[]> ReadAsync(CancellationToken cancellation);

    Task WriteOverlayAsync(byte[] jpeg, ResultVersion version, CancellationToken cancellation);

    /// <summary>Does nothing where there is no overlay.</summary>
    Task DeleteOverlayAsync(CancellationToken cancellation);

    Task WriteRecordAsync(byte[] json, ResultVersion version, CancellationToken cancellation);
}
