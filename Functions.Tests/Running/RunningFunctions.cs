using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using CamFunctions.Functions;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using Microsoft.Azure.WebJobs.Host;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The worker process of the app with a host, for the containers of one test.</summary>
internal sealed class RunningFunctions : IAsyncDisposable
{
    private readonly ImageStore store;
    private readonly ConcurrentQueue<HostEvent> events = new();
    private readonly Task reading;

    private RunningFunctions(FunctionApp app, ImageStore store)
    {
        App = app;
        this.store = store;
        Host = new FunctionsHost(app);
        reading = ReadAsync();
    }

    public FunctionApp App { get; }

    public FunctionsHost Host { get; }

    public int? WorkerId => Host.WorkerId;

    public IReadOnlyCollection<HostEvent> Events => events;

    /// <summary>The names of the images of the first attempts, one for each message.</summary>
    public IReadOnlyList<string> Started =>
        [.. events.OfType<HostEvent.Started>().Where(one => one.Attempt == 1).Select(one => NameOf(one.Subject))];

    /// <summary>The names of the images that were moved to the poison queue.</summary>
    public IReadOnlyList<string> GivenUp => [.. events.OfType<HostEvent.GivenUp>().Select(one => NameOf(one.Subject))];

    /// <summary>A host that invokes a function only when the test asks for it.</summary>
    /// <param name="azurite">The storage.</param>
    /// <param name="store">The containers.</param>
    /// <param name="settings">Further application settings.</param>
    /// <param name="folder">A published application; by default the tests' own build.</param>
    public static Task<RunningFunctions> StartAsync(
        AzuriteFixture azurite,
        ImageStore store,
        IReadOnlyDictionary<string, string>? settings = null,
        string? folder = null) => StartAsync(AppOf(azurite, store, settings, folder), store);

    /// <summary>A host for an app that was read before.</summary>
    public static async Task<RunningFunctions> StartAsync(FunctionApp app, ImageStore store)
    {
        var running = new RunningFunctions(app, store);
        await running.WaitUntilReadyAsync();
        return running;
    }

    /// <summary>A host that listens to its queues as well.</summary>
    public static async Task<RunningFunctions> ListenAsync(
        AzuriteFixture azurite, ImageStore store, IReadOnlyDictionary<string, string>? settings = null)
    {
        var running = await StartAsync(azurite, store, settings);
        await running.Host.Triggers.StartAsync(TestContext.Current.CancellationToken);
        return running;
    }

    /// <summary>The worker app for the containers of one test.</summary>
    public static FunctionApp AppOf(
        AzuriteFixture azurite,
        ImageStore store,
        IReadOnlyDictionary<string, string>? settings = null,
        string? folder = null) => FunctionApp.Read(
            folder ?? AppContext.BaseDirectory,
            new Settings([.. AppSettings(azurite, store), .. settings ?? new Dictionary<string, string>(StringComparer.Ordinal)])
                // A build has no model, a published application has its own.
                .WithDefaults(folder is null ? [KeyValuePair.Create("ModelPath", ModelFixture.QuantizedPath)] : []));

    /// <summary>The application settings for storage and containers.</summary>
    public static Dictionary<string, string> AppSettings(AzuriteFixture azurite, ImageStore store) => new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["ImageStorage"] = azurite.ConnectionString,
        ["ImagesContainer"] = store.Names.Images,
        ["OverlaysContainer"] = store.Names.Overlays,
        ["PredictionsContainer"] = store.Names.Predictions,
    };

    public Task WaitUntilReadyAsync() => Host.WaitUntilReadyAsync(TestContext.Current.CancellationToken);

    /// <summary>As the kernel does when memory runs out.</summary>
    public void KillWorker() => Signals.Send("KILL", WorkerId!.Value);

    /// <summary>Delivers events of new images, as Event Grid does.</summary>
    public async Task PostCreatedAsync(IEnumerable<string> images)
    {
        var deliveries = await StorageEvents.PrepareAsync(Host, App, TestContext.Current.CancellationToken);
        foreach (var image in images)
        {
            var blob = store.Images.GetBlobClient(image);
            var watched = new WatchedImage(store.Names.Images, image, blob.Uri, new("0x1"), DateTimeOffset.UtcNow, ContentLength: 1);
            await deliveries.CreatedAsync(watched, TestContext.Current.CancellationToken);
        }
    }

    /// <exception cref="InvocationFailedException">The function failed, or the worker ended.</exception>
    /// <exception cref="OperationCanceledException">The invocation was cancelled, and may still run.</exception>
    public async Task InvokeAsync(string image, CancellationToken cancellation = default)
    {
        try
        {
            await Host.CallAsync(nameof(LocalizeImage), $"{store.Names.Images}/{image}", cancellation).WaitAsync(cancellation);
        }
        catch (FunctionInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.GetBaseException());
        }
    }

    /// <returns>Whether the function succeeded.</returns>
    public async Task<bool> TryInvokeAsync(string image)
    {
        try
        {
            await InvokeAsync(image);
            return true;
        }
        catch (InvocationFailedException)
        {
            return false;
        }
    }

    /// <summary>Waits for a sentence of the host.</summary>
    public Task NoticesAsync(string words) => Eventually.HoldsAsync(
        $"the host says '{words}'; it said: {string.Join('\n', events)}",
        () => Task.FromResult(events.OfType<HostEvent.Notice>().Any(notice => notice.Sentence.Contains(words, StringComparison.Ordinal))));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await reading;
        LoggedText.AssertHasNoKey(string.Concat(events.OfType<HostEvent.Logged>().Select(logged => logged.Text)));
    }

    private string NameOf(string subject) => subject[(store.Names.Images.Length + 1)..];

    private async Task ReadAsync()
    {
        await foreach (var happened in Host.ReadEventsAsync())
        {
            events.Enqueue(happened);
        }
    }
}
