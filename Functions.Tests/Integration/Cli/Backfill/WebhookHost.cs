using CamFunctions.LocalHost.Http;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation;
using Microsoft.AspNetCore.Builder;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>The local host with the worker of the cloud, which is notified of images by its webhook only, as in Azure.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    /// <summary>The key that requests need; it has characters that mean something in an address.</summary>
    public const string Key = "secret+/&key==";

    private readonly RunningFunctions functions;
    private readonly WebApplication application;

    private WebhookHost(Dictionary<string, string> settings, RunningFunctions functions, WebApplication application)
    {
        Settings = settings;
        this.functions = functions;
        this.application = application;
    }

    public Dictionary<string, string> Settings { get; }

    /// <summary>The names of the images that were posted, in the order of their first attempts.</summary>
    public IReadOnlyList<string> Posted => functions.Started;

    /// <summary>The names of the images that were given up.</summary>
    public IReadOnlyList<string> Failed => functions.GivenUp;

    public Uri Address => new(application.Urls.Single());

    public static async Task<WebhookHost> StartAsync(
        AzuriteFixture azurite, ImageStore store, string model, string top = "5", int port = 0)
    {
        var settings = new Dictionary<string, string>(RunningFunctions.AppSettings(azurite, store), StringComparer.Ordinal)
        {
            ["ModelPath"] = model,
            ["StorageWaitSeconds"] = "0",
            ["InferenceThreads"] = "1",
            ["Top"] = top,
        };
        var started = await RunningFunctions.ListenAsync(azurite, store, settings);
        var server = await HttpApplication.StartAsync(
            TestSettings.Of(("HttpPort", $"{port}"), (WebhookKey.Setting, Key)),
            started.Host,
            started.App,
            _ => { },
            TestContext.Current.CancellationToken);
        return new WebhookHost(settings, started, server);
    }

    public void KillWorker() => functions.KillWorker();

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await functions.DisposeAsync();
    }
}
