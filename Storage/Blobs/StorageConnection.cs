using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// The storage that holds images and results, found as the Functions host finds it: by a connection string in the setting
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

    /// <summary>The connection string; <see langword="null"/> where an identity is used.</summary>
    public string? ConnectionString { get; private init; }

    /// <summary>The address of the queue service; <see langword="null"/> where none is named, or a connection string is used.</summary>
    public Uri? QueueService { get; private init; }

    /// <summary>The identity; <see langword="null"/> where a connection string is used.</summary>
    public TokenCredential? Credential { get; private init; }

    /// <summary>Whether this is an emulator, such as Azurite, on this machine.</summary>
    public bool IsEmulator => Blobs.Uri.IsLoopback;

    /// <summary>Whether settings describe a connection at all.</summary>
    public static bool IsSetIn(Settings settings) => settings.Text(Name) is not null || settings.Text(BlobServiceUri) is not null;

    /// <param name="settings">Where the connection is described.</param>
    /// <exception cref="InvalidSettingException">There is no usable connection.</exception>
    public static StorageConnection Read(Settings settings)
    {
        if (settings.Text(BlobServiceUri) is { } uri)
        {
            var credential = ReadCredential(settings);
            return new StorageConnection(new BlobServiceClient(Address(BlobServiceUri, uri), credential, WithRetries(new BlobClientOptions())))
            {
                Credential = credential,
                QueueService = settings.Text(QueueServiceUri) is { } queues ? Address(QueueServiceUri, queues) : null,
            };
        }

        return settings.Text(Name) is { } connectionString
            ? ByConnectionString(connectionString)
            : throw new InvalidSettingException(
                $"No storage is set. Set {BlobServiceUri} to the blob service's address (with a managed identity), or {Name} to a connection string.");
    }

    /// <summary>A few quick tries bridge a hiccup; for longer faults the host retries the whole invocation.</summary>
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
            // The message of the fault could repeat the key.
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
                $"The setting {Setting} is \"{other}\"; it must be managedidentity, or absent for the credentials of a developer's machine."),
        };
    }

    private static Uri Address(string setting, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
            ? uri
            : throw new InvalidSettingException($"The setting {setting} is \"{value}\"; it must be an https address.");
}
