using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// The storage account of images and results, configured as for the Functions host: by a connection string in the setting
/// <c>ImageStorage</c>, or by <c>ImageStorage__blobServiceUri</c> with an identity.
/// </summary>
public sealed class StorageConnection
{
    public const string Name = "ImageStorage";

    /// <summary>The connection string of a storage emulator on this machine.</summary>
    public const string Emulator = "UseDevelopmentStorage=true";

    private const string BlobServiceUri = $"{Name}__blobServiceUri";
    private const string QueueServiceUri = $"{Name}__queueServiceUri";

    private StorageConnection(BlobServiceClient blobs) => Blobs = blobs;

    public BlobServiceClient Blobs { get; }

    /// <summary><see langword="null"/> if an identity is used.</summary>
    public string? ConnectionString { get; private init; }

    /// <summary>The address of the queue service; <see langword="null"/> if none is set or a connection string is used.</summary>
    public Uri? QueueService { get; private init; }

    /// <summary><see langword="null"/> if a connection string is used.</summary>
    public TokenCredential? Credential { get; private init; }

    /// <summary>Whether this is a storage emulator on this machine.</summary>
    public bool IsEmulator => Blobs.Uri.IsLoopback;

    /// <summary>Whether the settings describe a connection.</summary>
    public static bool IsConfigured(Settings settings) =>
        settings.Text(Name) is not null || settings.Text(BlobServiceUri) is not null;

    /// <exception cref="InvalidSettingException">There is no usable connection.</exception>
    public static StorageConnection Read(Settings settings)
    {
        if (settings.Text(BlobServiceUri) is { } uri)
        {
            var credential = ReadCredential(settings);
            var blobs = new BlobServiceClient(Address(BlobServiceUri, uri), credential, WithRetries(new BlobClientOptions()));
            return new StorageConnection(blobs)
            {
                Credential = credential,
                QueueService = settings.Text(QueueServiceUri) is { } queues ? Address(QueueServiceUri, queues) : null,
            };
        }

        return settings.Text(Name) is { } connectionString
            ? ByConnectionString(connectionString)
            : throw new InvalidSettingException(
                $"No storage is set. Set {BlobServiceUri} to the blob service's address (with a managed identity), " +
                $"or {Name} to a connection string.");
    }

    /// <summary>A few quick retries for short interruptions; after longer ones the host retries the whole invocation.</summary>
    public static TOptions WithRetries<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        return options;
    }

    private static StorageConnection ByConnectionString(string connectionString)
    {
        try
        {
            return new StorageConnection(new BlobServiceClient(connectionString, WithRetries(new BlobClientOptions())))
            {
                ConnectionString = connectionString,
            };
        }
        catch (FormatException)
        {
            // The exception's message could contain the key.
            throw new InvalidSettingException(
                $"The setting {Name} is not a storage connection string. Use {Emulator} for Azurite, or set {BlobServiceUri}.");
        }
    }

    private static TokenCredential ReadCredential(Settings settings)
    {
        const string Setting = $"{Name}__credential";
        var clientId = settings.Text($"{Name}__clientId");
        return settings.Text(Setting) switch
        {
            "managedidentity" => new ManagedIdentityCredential(
                clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            null => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId }),
            { } other => throw new InvalidSettingException(
                $"The setting {Setting} is \"{other}\"; it must be managedidentity, " +
                "or absent to use the credentials of a developer's machine."),
        };
    }

    private static Uri Address(string setting, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
            ? uri
            : throw new InvalidSettingException($"The setting {setting} is \"{value}\"; it must be an https address.");
}
