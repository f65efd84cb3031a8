using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace CamFunctions.LocalHost.Host;

/// <summary>Plays the Azure Functions host for a function app with a custom handler: what runs here runs in the cloud.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private readonly HandlerSupervisor supervisor;
    private readonly InvocationClient invocations;
    private readonly BlobInvoker invoker;
    private readonly BatchDispatcher dispatcher;

    private FunctionsHost(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        BlobServiceClient blobs,
        QueueServiceClient? queues,
        HostEvents events,
        HostTimes times)
    {
        App = app;
        supervisor = HandlerSupervisor.Start(app, settings, events, times);
        invocations = new InvocationClient(supervisor, app.FunctionTimeout);
        invoker = new BlobInvoker(blobs, invocations, times.Clock);
        dispatcher = new BatchDispatcher(app, invoker, queues is null ? null : new PoisonQueue(queues), events);
    }

    public FunctionApp App { get; }

    /// <summary>Where the handler listens.</summary>
    public Uri Handler => supervisor.Address;

    /// <summary>The process of the handler that was started last.</summary>
    public int? HandlerId => supervisor.HandlerId;

    /// <summary>Starts the handler; invocations wait until it is ready.</summary>
    /// <param name="app">The function app.</param>
    /// <param name="settings">The app settings, which the handler gets as environment variables.</param>
    /// <param name="blobs">The storage that the functions' blobs are in.</param>
    /// <param name="queues">For the poison queue, with base64 encoding; <see langword="null"/> to do without.</param>
    /// <param name="events">Who is told of what happens.</param>
    /// <param name="times">Other limits than those of the Functions host.</param>
    public static FunctionsHost Start(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        BlobServiceClient blobs,
        QueueServiceClient? queues,
        HostEvents events,
        HostTimes? times = null) => new(app, settings, blobs, queues, events, times ?? new HostTimes());

    /// <exception cref="HostStoppedException">The handler crashes again and again.</exception>
    /// <exception cref="FunctionAppException">The handler's executable cannot be started.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancellation) => supervisor.WaitUntilReadyAsync(cancellation);

    /// <summary>Puts a blob into the queue of the function that its container triggers.</summary>
    public void Enqueue(string container, string blobName, ETag eTag)
    {
        foreach (var function in App.Functions.Where(function => function.Container == container))
        {
            dispatcher.Enqueue(new BlobMessage(function, blobName, eTag));
        }
    }

    /// <summary>Works off the queue until it is cancelled; then it kills the handler at once, before that can end in its own way.</summary>
    /// <exception cref="HostStoppedException">The handler crashed too often.</exception>
    /// <exception cref="FunctionAppException">The handler's executable cannot be started.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var killing = stopping.Token.Register(supervisor.Stop);
        var dispatching = dispatcher.RunAsync(stopping.Token);
        var ended = await Task.WhenAny(dispatching, supervisor.Completion);
        await stopping.CancelAsync();
        await dispatching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended;
    }

    /// <summary>A single invocation, beside the queue.</summary>
    /// <returns>The lines of its log; <see langword="null"/> where the blob is gone.</returns>
    /// <exception cref="InvocationFailedException">It failed.</exception>
    public Task<IReadOnlyList<string>?> InvokeAsync(BlobFunction function, string blobName, CancellationToken cancellation) =>
        invoker.InvokeAsync(function, blobName, cancellation);

    /// <summary>As <c>kill -9</c> from outside.</summary>
    public void KillHandler() => supervisor.KillHandler();

    /// <summary>Kills the handler at once, whatever it is doing.</summary>
    public async ValueTask DisposeAsync()
    {
        await supervisor.DisposeAsync();
        invocations.Dispose();
    }
}
