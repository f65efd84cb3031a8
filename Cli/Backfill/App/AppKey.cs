using CamFunctions.Cli.Options;
using CamFunctions.Shared.Configuration;
using CamFunctions.Workstation;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>
/// The system key of an app's webhook for blobs: of the settings, or asked of the Azure CLI. It is never an argument, where others on
/// the machine could see it, and never part of a message.
/// </summary>
internal static class AppKey
{
    public const string Setting = WebhookKey.Setting;

    /// <returns><see langword="null"/> for an app on this machine if no key is set.</returns>
    /// <exception cref="CommandException">There is no key.</exception>
    public static async Task<string?> ReadAsync(Uri app, Settings settings, CancellationToken cancellation)
    {
        if (WebhookKey.Read(settings) is { } key)
        {
            return key;
        }

        return app.IsLoopback ? null : await AskAsync(app.Host, cancellation);
    }

    private static async Task<string> AskAsync(string host, CancellationToken cancellation)
    {
        var found = await AskAsync(
            host,
            ["functionapp", "list", "--query", $"[?(defaultHostName || properties.defaultHostName)=='{host}'].[name, resourceGroup]"],
            cancellation);
        if (found.Split(['\t', '\n'], StringSplitOptions.TrimEntries) is not [var name, var group, ..])
        {
            throw new CommandException(
                $"The Azure CLI finds no function app with the host name {host} in its subscription. Choose another one with " +
                $"'az account set', check the address, or set {Setting} to the app's system key blobs_extension.");
        }

        var key = await AskAsync(
            host,
            ["functionapp", "keys", "list", "--name", name, "--resource-group", group, "--query", "systemKeys.blobs_extension"],
            cancellation);
        return key is "" or "None"
            ? throw new CommandException(
                $"{host} has no system key blobs_extension: the Functions host has not indexed the blob trigger yet. Check the app's log.")
            : key;
    }

    private static async Task<string> AskAsync(string host, string[] question, CancellationToken cancellation)
    {
        var (answer, exception) = await AzureCli.AskAsync(question, cancellation);
        return answer ?? throw new CommandException(
            $"The key of {host} is not set, and the Azure CLI can't be asked for it: {exception} Run 'az login', or set {Setting} to the " +
            "app's system key blobs_extension.");
    }
}
