using System.Buffers.Text;
using System.Security.Cryptography;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// An image that is stored nowhere, and its results. Neither has an address, so both are named by their content (RFC 6920, Naming Things
/// with Hashes).
/// </summary>
/// <param name="file">The bytes of the image file.</param>
/// <param name="name">The name in the record.</param>
/// <param name="receivedAt">The time of the image in the record, in UTC.</param>
public sealed class MemorySnapshot(byte[] file, string name, DateTimeOffset receivedAt) : IImageSnapshot
{
    public ImageSource Source { get; } = new(HashOf(file), Container: null, name, ETag: null, receivedAt, file.Length);

    /// <summary>The JPEG; <see langword="null"/> until it is written.</summary>
    public byte[]? Overlay { get; private set; }

    /// <summary>The JSON; <see langword="null"/> until it is written.</summary>
    public byte[]? Record { get; private set; }

    public bool HasRecordOf(ResultVersion version) => false;

    public Task<byte[]> ReadAsync(CancellationToken cancellation) => Task.FromResult(file);

    public Task<StoredOverlay> WriteOverlayAsync(byte[] jpeg, ResultVersion version, CancellationToken cancellation)
    {
        Overlay = jpeg;
        return Task.FromResult(new StoredOverlay(HashOf(jpeg)));
    }

    public Task DeleteOverlayAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task WriteRecordAsync(byte[] json, ResultVersion version, CancellationToken cancellation)
    {
        Record = json;
        return Task.CompletedTask;
    }

    private static Uri HashOf(byte[] bytes) => new($"ni:///sha-256;{Base64Url.EncodeToString(SHA256.HashData(bytes))}");
}
