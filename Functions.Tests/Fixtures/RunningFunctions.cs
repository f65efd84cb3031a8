using System.Collections.Concurrent;
using CamFunctions.LocalHost.Host;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The handler's executable, run by the local host for the containers of one test, which makes the invocations.</summary>
internal sealed class RunningFunctions : IAsyncDisposable
{
    private readonly FunctionApp app;
    private readonly FunctionsHost host;
    private readonly ConcurrentQueue<string> logged;

    private RunningFunctions(FunctionApp app, FunctionsHost host, ConcurrentQueue<string> logged)
    {
        this.app = app;
        this.host = host;
        this.logged = logged;
    }

    /// <param name="azurite">The storage.</param>
    /// <param name="store">The containers.</param>
    /// <param name="settings">Further application settings.</param>
    /// <param name="folder">A published application; by default the tests' own build.</param>
    public static async Task<RunningFunctions> StartAsync(
        AzuriteFixture azurite,
        ImageStore store,
        IReadOnlyDictionary<string, string>? settings = null,
        string? folder = null)
    {
        var all = new Dictionary<string, string>(AppSettings(azurite, store), StringComparer.Ordinal);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            all[name] = value;
        }

        var found = FunctionAppReader.Read(folder ?? AppContext.BaseDirectory, all);
        var lines = new ConcurrentQueue<string>();
        var events = new HostEvents { HandlerOutput = lines.Enqueue, HandlerErrors = lines.Enqueue, Notice = lines.Enqueue };
        var running = new RunningFunctions(found, FunctionsHost.Start(found, all, azurite.Blobs, azurite.Queues, events), lines);
        await running.host.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        return running;
    }

    /// <summary>The application settings for storage and containers.</summary>
    public static Dictionary<string, string> AppSettings(AzuriteFixture azurite, ImageStore store) => new(StringComparer.Ordinal)
    {
        ["ImageStorage"] = azurite.ConnectionString,
        ["ImagesContainer"] = store.Names.Images,
        ["OverlaysContainer"] = store.Names.Overlays,
        ["PredictionsContainer"] = store.Names.Predictions,
    };

    public void KillHandler() => host.KillHandler();

    /// <exception cref="InvocationFailedException">The handler did not answer with success.</exception>
    public async Task InvokeAsync(string image, CancellationToken cancellation = default) =>
        await host.InvokeAsync(app.Functions.Single(), image, cancellation);

    /// <returns>Whether the handler answered with success.</returns>
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

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        LoggedText.AssertHasNoKey(string.Concat(logged));
    }
}
