using Azure;
using CamFunctions.LocalHost.Host;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The local host with the scripted handler and its own container in Azurite.</summary>
internal sealed class ScriptedHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder folder = new();
    private readonly ImageStore store;
    private readonly CancellationTokenSource stopping = new();

    private ScriptedHost(AzuriteFixture azurite, ImageStore store, ScriptedRules rules)
    {
        this.store = store;
        WriteApp(folder.Path, rules.FunctionTimeout);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ImagesContainer"] = store.Names.Images,
            ["STARTS"] = rules.Starts,
            ["CHILD"] = rules.WithChild ? "1" : string.Empty,
        };
        var queues = rules.WithoutQueues ? null : rules.Queues ?? azurite.Queues;
        var app = FunctionAppReader.Read(folder.Path, settings);
        Function = app.Functions.Single();
        Host = FunctionsHost.Start(app, settings, azurite.Blobs, queues, Recorded.Events, rules.Times);
        Enqueue(rules.Queued);
        Running = Host.RunAsync(stopping.Token);
    }

    /// <summary>As a listing of the container gives it: without quotation marks.</summary>
    public static ETag ETag { get; } = new("0x8DC1234567890AB");

    public FunctionsHost Host { get; }

    public BlobFunction Function { get; }

    public RecordedEvents Recorded { get; } = new();

    /// <summary>The host's work on its queue.</summary>
    public Task Running { get; }

    /// <summary>How many times the handler was started.</summary>
    public int Starts => File.ReadAllText(Path.Combine(folder.Path, "starts")).Length;

    public static async Task<ScriptedHost> StartAsync(AzuriteFixture azurite, ScriptedRules? rules = null)
    {
        rules ??= new ScriptedRules();
        var containers = await azurite.NewStoreAsync();
        await UploadAsync(containers, rules.Queued);
        return new ScriptedHost(azurite, containers, rules);
    }

    /// <summary>Uploads blobs and queues them in this order.</summary>
    public async Task EnqueueAsync(params string[] names)
    {
        await UploadAsync(store, names);
        Enqueue(names);
    }

    public Task UploadAsync(string name) => UploadAsync(store, [name]);

    public Uri AddressOf(string name) => store.Images.GetBlobClient(name).Uri;

    public async Task<IReadOnlyList<string>?> InvokeAsync(string name)
    {
        await UploadAsync(name);
        return await Host.InvokeAsync(Function, name, CancellationToken.None);
    }

    /// <summary>Waits until the host stops by itself.</summary>
    public Task<HostStoppedException> StoppedAsync() => Assert.ThrowsAsync<HostStoppedException>(() => Running.WaitAsync(Limit));

    /// <summary>Lets the held invocations finish.</summary>
    public async Task ReleaseAsync()
    {
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(Host.Handler, "release"), content: null);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Host.DisposeAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        folder.Dispose();
    }

    private static async Task UploadAsync(ImageStore containers, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            await containers.UploadAsync(name, [1, 2, 3]);
        }
    }

    private void Enqueue(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            Host.Enqueue(store.Names.Images, name, ETag);
        }
    }

    private static void WriteApp(string folder, string functionTimeout)
    {
        File.WriteAllText(Path.Combine(folder, ScriptedHandler.FileName), ScriptedHandler.Source);
        File.WriteAllText(Path.Combine(folder, "host.json"), $$"""
            {
              // Comments are allowed.
              "customHandler": { "description": { "defaultExecutablePath": "node", "arguments": ["{{ScriptedHandler.FileName}}"] } },
              "extensions": { "blobs": { "maxDegreeOfParallelism": 2 } },
              "functionTimeout": "{{functionTimeout}}"
            }
            """);
        Directory.CreateDirectory(Path.Combine(folder, "Work"));
        File.WriteAllText(Path.Combine(folder, "Work", "function.json"), """
            {
              "bindings": [{
                "name": "input", "type": "blobTrigger", "path": "%ImagesContainer%/{name}", "connection": "ImageStorage",
                "properties": { "supportsDeferredBinding": true }
              }]
            }
            """);
    }
}
