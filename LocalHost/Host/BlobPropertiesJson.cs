using Azure.Storage.Blobs.Models;

namespace CamFunctions.LocalHost.Host;

/// <summary>A blob's properties as the Functions host serializes them: all properties of the SDK type, in declaration order.</summary>
internal static class BlobPropertiesJson
{
    public static string Of(BlobProperties blob) => HostJson.Object([.. Identity(blob), .. Copy(blob), .. Content(blob), .. Tier(blob)]);

    private static IEnumerable<(string Name, string Json)> Identity(BlobProperties blob) =>
    [
        ("LastModified", HostJson.Date(blob.LastModified)),
        ("CreatedOn", HostJson.Date(blob.CreatedOn)),
        ("Metadata", HostJson.Texts(blob.Metadata)),
        ("ObjectReplicationDestinationPolicyId", HostJson.Text(blob.ObjectReplicationDestinationPolicyId)),
        // Only for accounts with object replication.
        ("ObjectReplicationSourceProperties", HostJson.Null),
        ("BlobType", HostJson.Number((int)blob.BlobType)),
    ];

    private static IEnumerable<(string Name, string Json)> Copy(BlobProperties blob) =>
    [
        ("CopyCompletedOn", HostJson.Date(blob.CopyCompletedOn)),
        ("CopyStatusDescription", HostJson.Text(blob.CopyStatusDescription)),
        ("CopyId", HostJson.Text(blob.CopyId)),
        ("CopyProgress", HostJson.Text(blob.CopyProgress)),
        ("CopySource", HostJson.Text(blob.CopySource?.OriginalString)),
        ("CopyStatus", HostJson.Number((int)(blob.BlobCopyStatus ?? default))),
        ("BlobCopyStatus", blob.BlobCopyStatus is { } status ? HostJson.Number((int)status) : HostJson.Null),
        ("IsIncrementalCopy", HostJson.Flag(blob.IsIncrementalCopy)),
        ("DestinationSnapshot", HostJson.Text(blob.DestinationSnapshot)),
        ("LeaseDuration", HostJson.Number((int)blob.LeaseDuration)),
        ("LeaseState", HostJson.Number((int)blob.LeaseState)),
        ("LeaseStatus", HostJson.Number((int)blob.LeaseStatus)),
    ];

    private static IEnumerable<(string Name, string Json)> Content(BlobProperties blob) =>
    [
        ("ContentLength", HostJson.Number(blob.ContentLength)),
        ("ContentType", HostJson.Text(blob.ContentType)),
        // The ETag's type has no public properties.
        ("ETag", "{}"),
        ("ContentHash", HostJson.Text(blob.ContentHash is { } hash ? Convert.ToBase64String(hash) : null)),
        ("ContentEncoding", HostJson.Text(blob.ContentEncoding)),
        ("ContentDisposition", HostJson.Text(blob.ContentDisposition)),
        ("ContentLanguage", HostJson.Text(blob.ContentLanguage)),
        ("CacheControl", HostJson.Text(blob.CacheControl)),
        ("BlobSequenceNumber", HostJson.Number(blob.BlobSequenceNumber)),
        ("AcceptRanges", HostJson.Text(blob.AcceptRanges)),
        ("BlobCommittedBlockCount", HostJson.Number(blob.BlobCommittedBlockCount)),
        ("IsServerEncrypted", HostJson.Flag(blob.IsServerEncrypted)),
        ("EncryptionKeySha256", HostJson.Text(blob.EncryptionKeySha256)),
        ("EncryptionScope", HostJson.Text(blob.EncryptionScope)),
    ];

    private static IEnumerable<(string Name, string Json)> Tier(BlobProperties blob) =>
    [
        ("AccessTier", HostJson.Text(blob.AccessTier)),
        ("AccessTierInferred", HostJson.Flag(blob.AccessTierInferred)),
        ("ArchiveStatus", HostJson.Text(blob.ArchiveStatus)),
        ("AccessTierChangedOn", HostJson.Date(blob.AccessTierChangedOn)),
        ("SmartAccessTier", HostJson.Text(blob.SmartAccessTier)),
        ("VersionId", HostJson.Text(blob.VersionId)),
        ("IsLatestVersion", HostJson.Flag(blob.IsLatestVersion)),
        ("TagCount", HostJson.Number(blob.TagCount)),
        ("ExpiresOn", HostJson.Date(blob.ExpiresOn)),
        ("IsSealed", HostJson.Flag(blob.IsSealed)),
        ("RehydratePriority", HostJson.Text(blob.RehydratePriority)),
        ("LastAccessed", HostJson.Date(blob.LastAccessed)),
        ("ImmutabilityPolicy", ImmutabilityPolicy(blob.ImmutabilityPolicy)),
        ("HasLegalHold", HostJson.Flag(blob.HasLegalHold)),
    ];

    private static string ImmutabilityPolicy(BlobImmutabilityPolicy? policy) => policy is null ? HostJson.Null : HostJson.Object(
    [
        ("ExpiresOn", policy.ExpiresOn is { } expiry ? HostJson.Date(expiry) : HostJson.Null),
        ("PolicyMode", policy.PolicyMode is { } mode ? HostJson.Number((int)mode) : HostJson.Null),
    ]);
}
