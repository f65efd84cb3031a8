using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// The storage account of images and results, configured as for the Functions host: by a connection string in the setting
/// <c>ImageStorage</c>, or by <c>ImageStorage__blobServiceUri</c> with an identity.
/// </summary>
public sealed partial class StorageConnection
{
    public const string Name = "ImageStorage";

    /// <summary>The connection string of a storage emulator on this machine.</summary>
    public const string Emulator = "UseDevelopmentStorage=true";

    /// <summary>The connection of the Functions host itself: its queues may be in another account than the images.</summary>
    public const string HostName = "AzureWebJobsStorage";

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
    public static bool IsConfigured(Settings settings, string name = Name) =>
        settings.Text(name) is not null ||
        settings.Text($"{name}__blobServiceUri") is not null ||
        settings.Text($"{name}__accountName") is not null;

    /// <param name="settings">The settings that describe the connection.</param>
    /// <param name="name">The connection's name, with which its settings begin.</param>
    /// <exception cref="InvalidSettingException">There is no usable connection.</exception>
    public static StorageConnection Read(Settings settings, string name = Name)
    {
        if (ServiceUri(settings, $"{name}__blobServiceUri", name, "blob") is { } address)
        {
            var credential = ReadCredential(settings, name);
            return new StorageConnection(new BlobServiceClient(address, credential, WithRetries(new BlobClientOptions())))
            {
                Credential = credential,
                QueueService = ServiceUri(settings, $"{name}__queueServiceUri", name, "queue"),
            };
        }

        return settings.Text(name) is { } connectionString
            ? ByConnectionString(connectionString, name)
            : throw new InvalidSettingException(
                $"No storage is set. Set {name}__blobServiceUri to the blob service's address (with a managed identity), " +
                $"or {name} to a connection string.");
    }

    /// <summary>A few quick retries for short interruptions; longer ones are waited out by the caller.</summary>
    public static TOptions WithRetries<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return options;
    }

    /// <summary>The address of a service as it is set, or made from the account's name.</summary>
    private static Uri? ServiceUri(Settings settings, string setting, string name, string service) =>
        settings.Text(setting) is { } uri ? Address(setting, uri)
        : settings.Text($"{name}__accountName") is { } account ? AddressOf($"{name}__accountName", account, service)
        : null;

    /// <summary>Anything but the name of an account would make an address of another host.</summary>
    private static Uri AddressOf(string setting, string account, string service) => AccountName().IsMatch(account)
        ? new Uri($"https://{account}.{service}.core.windows.net")
        : throw new InvalidSettingException(
            $"The setting {setting} is \"{account}\"; the name of a storage account has 3 to 24 lower-case letters and digits.");

    private static StorageConnection ByConnectionString(string connectionString, string name)
    {
        try
        {
            return new StorageConnection(new BlobServiceClient(connectionString, WithRetries(new BlobClientOptions())))
            {
                ConnectionString = connectionString,
            };
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // The exception's message could contain the key.
            throw new InvalidSettingException(
                $"The setting {name} is not a storage connection string. Use {Emulator} for Azurite, or set {name}__blobServiceUri.");
        }
    }

    private static TokenCredential ReadCredential(Settings settings, string name)
    {
        var clientId = settings.Text($"{name}__clientId");
        return settings.Text($"{name}__credential") switch
        {
            "managedidentity" => new ManagedIdentityCredential(
                clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            null => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId }),
            { } other => throw new InvalidSettingException(
                $"The setting {name}__credential is \"{other}\"; it must be managedidentity, " +
                "or absent to use the credentials of a developer's machine."),
        };
    }

    private static Uri Address(string setting, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new InvalidSettingException($"The setting {setting} is \"{value}\"; it must be an https address.");

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AccountName();
}
