using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using CamFunctions.Configuration;

namespace CamFunctions.Storage;

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

    private StorageConnection(BlobServiceClient blobs, QueueServiceClient? queues)
    {
        Blobs = blobs;
        Queues = queues;
    }

    public BlobServiceClient Blobs { get; }

    /// <summary>For the poison queue of the local host; <see langword="null"/> where no queue service is named.</summary>
    public QueueServiceClient? Queues { get; }

    /// <summary>Whether this is an emulator, such as Azurite, on this machine.</summary>
    public bool IsEmulator => Blobs.Uri.IsLoopback;

    /// <param name="settings">Where the connection is described.</param>
    /// <param name="standard">The connection string where it is not; <see langword="null"/> makes that an error.</param>
    /// <exception cref="InvalidSettingException">There is no usable connection.</exception>
    public static StorageConnection Read(Settings settings, string? standard)
    {
        if (settings.Text(BlobServiceUri) is { } uri)
        {
            var credential = Credential(settings);
            var queues = settings.Text(QueueServiceUri);
            return new StorageConnection(
                new BlobServiceClient(Address(BlobServiceUri, uri), credential, BlobOptions()),
                queues is null ? null : new QueueServiceClient(Address(QueueServiceUri, queues), credential, QueueOptions()));
        }

        return (settings.Text(Name) ?? standard) is { } connectionString
            ? ByConnectionString(connectionString)
            : throw new InvalidSettingException(
                $"No storage is set. Set {BlobServiceUri} to the blob service's address (with a managed identity), or {Name} to a connection string.");
    }

    private static StorageConnection ByConnectionString(string connectionString)
    {
        try
        {
            return new(new BlobServiceClient(connectionString, BlobOptions()), new QueueServiceClient(connectionString, QueueOptions()));
        }
        catch (FormatException)
        {
            // The message of the fault could repeat the key.
            throw new InvalidSettingException(
                $"The setting {Name} is not a storage connection string. Use {Emulator} for Azurite, or set {BlobServiceUri}.");
        }
    }

    private static TokenCredential Credential(Settings settings)
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

    /// <summary>A few quick tries bridge a hiccup; for longer faults the host retries the whole invocation.</summary>
    private static BlobClientOptions BlobOptions() => WithRetries(new BlobClientOptions());

    private static QueueClientOptions QueueOptions() =>
        // As the Functions host writes its messages.
        WithRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private static TOptions WithRetries<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        return options;
    }
}
