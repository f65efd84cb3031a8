using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.Cli.Backfill.App;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>Records that an app would leave as they are, seen without its settings.</summary>
public sealed class RecordCurrencyTests
{
    private static readonly DateTimeOffset Deployment = DateTimeOffset.UnixEpoch;
    private static readonly ETag Version = new("\"1\"");
    private static readonly ResultVersion Before = new("model", "options", Revision: 1, new ImageLimits(MaxBytes: 1000));

    private readonly RecordCurrency currency = new(Deployment);

    [Fact]
    public void An_older_refusal_is_outdated_if_the_newer_records_have_a_higher_limit()
    {
        AssertIsNewer(Before with { Limits = new ImageLimits(MaxBytes: 1001) });
        Assert.False(currency.IsCurrent(Older(Before with { Refusal = ImageErrorCode.TooLarge })));
        Assert.True(currency.IsCurrent(Older(Before with { Refusal = ImageErrorCode.TooSlow })));
        Assert.True(currency.IsCurrent(Older(Before)));
    }

    [Fact]
    public void An_older_record_is_outdated_if_the_newer_ones_are_of_another_revision_or_unknown()
    {
        Assert.False(currency.IsCurrent(Older(Before)));
        AssertIsNewer(Before with { Revision = 2 });
        Assert.False(currency.IsCurrent(Older(Before)));
        AssertIsNewer(Before);
        Assert.True(currency.IsCurrent(Older(Before)));
    }

    private void AssertIsNewer(ResultVersion version) => Assert.True(currency.IsCurrent(Stored(version, Deployment.AddHours(1))));

    private static StoredImage Older(ResultVersion version) => Stored(version, Deployment.AddHours(-1));

    private static StoredImage Stored(ResultVersion version, DateTimeOffset written) => new(
        new Uri("https://account.blob.core.windows.net/images/a.png"),
        BlobsModelFactory.BlobProperties(eTag: Version),
        BlobsModelFactory.BlobProperties(lastModified: written, metadata: ResultMetadata.OfRecord(Version, version, overlay: null)));
}
