using System.Collections.Concurrent;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Http;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>The local host with the executable of the cloud, which learns of images by its webhook only, as in Azure.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    /// <summary>What the host must be told; it has characters that mean something in an address.</summary>
    public const string Key = "secret+/&key==";

    private readonly ConcurrentQueue<string> posted = new();
    private readonly ConcurrentQueue<string> failed = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly FunctionsHost host;
    private readonly Task running;
    private WebApplication? application;

    private WebhookHost(AzuriteFixture azurite, ImageStore store, string model, string top)
    {
        Settings = new(RunningFunctions.AppSettings(azurite, store), StringComparer.Ordinal)
        {
            ["ModelPath"] = model,
            ["StorageWaitSeconds"] = "0",
            ["InferenceThreads"] = "1",
            ["Top"] = top,
        };
        host = FunctionsHost.Start(
            FunctionAppReader.Read(AppContext.BaseDirectory, Settings),
            Settings,
            azurite.Blobs,
            azurite.Queues,
            new HostEvents
            {
                Waiting = message =>
                {
                    if (message.FailedTries == 0)
                    {
                        posted.Enqueue(message.BlobName);
                    }
                },
                GivenUp = (message, _) => failed.Enqueue(message.BlobName),
            });
        running = host.RunAsync(stopping.Token);
    }

    public Dictionary<string, string> Settings { get; }

    /// <summary>The names of the images that were posted, in the order of their arrival.</summary>
    public IReadOnlyList<string> Posted => [.. posted];

    /// <summary>The names of the images that were given up.</summary>
    public IReadOnlyList<string> Failed => [.. failed];

    public Uri Address => new(application!.Urls.Single());

    public static async Task<WebhookHost> StartAsync(
        AzuriteFixture azurite, ImageStore store, string model, string top = "5", int port = 0)
    {
        var started = new WebhookHost(azurite, store, model, top);
        await started.host.WaitUntilReadyAsync(CancellationToken.None);
        started.application = await HttpApplication.StartAsync(
            AzuriteFixture.SettingsOf(("HttpPort", $"{port}"), (WebhookKey.Setting, Key)), started.host, _ => { }, CancellationToken.None);
        return started;
    }

    public void KillHandler() => host.KillHandler();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.DisposeAsync();
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        stopping.Dispose();
    }
}
