using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Images;

/// <summary>Creates the containers, as the Bicep templates do in Azure, and uploads samples if there are no images.</summary>
internal static class ContainerSetup
{
    private static readonly string SamplesFolder = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <returns>The number of sample photographs that were uploaded.</returns>
    public static async Task<int> PrepareAsync(ImageStore store, bool isEmulator, CancellationToken cancellation)
    {
        // With the emulator, blobs can be opened in a browser; a storage account stays private.
        var access = isEmulator ? PublicAccessType.Blob : PublicAccessType.None;
        await store.Overlays.CreateIfNotExistsAsync(access, cancellationToken: cancellation);
        await store.Predictions.CreateIfNotExistsAsync(access, cancellationToken: cancellation);
        await store.Images.CreateIfNotExistsAsync(access, cancellationToken: cancellation);
        return await store.HasImagesAsync(cancellation) ? 0 : await UploadSamplesAsync(store, cancellation);
    }

    private static async Task<int> UploadSamplesAsync(ImageStore store, CancellationToken cancellation)
    {
        var samples = Directory.Exists(SamplesFolder) ? Directory.GetFiles(SamplesFolder).Order(StringComparer.Ordinal).ToArray() : [];
        foreach (var sample in samples)
        {
            await store.Images.GetBlobClient(Path.GetFileName(sample)).UploadAsync(sample, cancellation);
        }

        return samples.Length;
    }
}
