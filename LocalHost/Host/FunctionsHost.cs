using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace CamFunctions.LocalHost.Host;

/// <summary>Emulates the Azure Functions host for a function app with a custom handler, with the same app as in Azure.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private readonly HandlerSupervisor supervisor;
    private readonly InvocationClient invocations;
    private readonly BlobInvoker invoker;
    private readonly BatchDispatcher dispatcher;
    private readonly DeletionEvents deletions;

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
        deletions = new DeletionEvents(app, blobs, invocations, events, times.Clock);
    }

    public FunctionApp App { get; }

    /// <summary>The address that the handler listens on.</summary>
    public Uri Handler => supervisor.Address;

    /// <summary>The process ID of the handler that was started last.</summary>
    public int? HandlerId => supervisor.HandlerId;

    /// <summary>Starts the handler; invocations wait until it is ready.</summary>
    /// <param name="app">The function app.</param>
    /// <param name="settings">The app settings, which the handler gets as environment variables.</param>
    /// <param name="blobs">The storage account of the functions' blobs.</param>
    /// <param name="queues">For the poison queue, with base64 encoding; <see langword="null"/> for no poison queue.</param>
    /// <param name="events">Callbacks for what happens.</param>
    /// <param name="times">The clock and time limits; by default those of the Functions host.</param>
    public static FunctionsHost Start(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        BlobServiceClient blobs,
        QueueServiceClient? queues,
        HostEvents events,
        HostTimes? times = null) => new(app, settings, blobs, queues, events, times ?? new HostTimes());

    /// <exception cref="HostStoppedException">The handler crashed too often.</exception>
    /// <exception cref="FunctionAppException">The handler's executable cannot be started.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancellation) => supervisor.WaitUntilReadyAsync(cancellation);

    /// <summary>Queues a blob for the functions that its container triggers.</summary>
    public void Enqueue(string container, string blobName, ETag eTag)
    {
        foreach (var function in App.Functions.Where(function => function.Container == container))
        {
            dispatcher.Enqueue(new BlobMessage(function, blobName, eTag));
        }
    }

    /// <summary>Queues a blob for one function, if there is one of that name that watches the container.</summary>
    /// <param name="functionId">Its <see cref="BlobFunction.Id"/>.</param>
    /// <param name="container">The blob's container.</param>
    /// <param name="blobName">The blob's name.</param>
    /// <param name="eTag">The version that the event is for.</param>
    public void Enqueue(string functionId, string container, string blobName, ETag eTag)
    {
        if (App.Functions.FirstOrDefault(function => function.Id == functionId && function.Container == container) is { } function)
        {
            dispatcher.Enqueue(new BlobMessage(function, blobName, eTag));
        }
    }

    /// <summary>Tells the functions with an Event Grid trigger that a blob was deleted.</summary>
    public void EnqueueDeletion(string container, string blobName) => deletions.Enqueue(container, blobName);

    /// <summary>Processes the queue until it is cancelled, and then kills the handler immediately.</summary>
    /// <exception cref="HostStoppedException">The handler crashed too often.</exception>
    /// <exception cref="FunctionAppException">The handler's executable cannot be started.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var killing = stopping.Token.Register(supervisor.Stop);
        var dispatching = Task.WhenAll(dispatcher.RunAsync(stopping.Token), deletions.RunAsync(stopping.Token));
        var ended = await Task.WhenAny(dispatching, supervisor.Completion);
        await stopping.CancelAsync();
        await dispatching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended;
    }

    /// <summary>Invokes a function once, bypassing the queue.</summary>
    /// <returns>The lines for the invocation's log; <see langword="null"/> if the blob is gone.</returns>
    /// <exception cref="InvocationFailedException">The invocation failed.</exception>
    public Task<IReadOnlyList<string>?> InvokeAsync(BlobFunction function, string blobName, CancellationToken cancellation) =>
        invoker.InvokeAsync(function, blobName, cancellation);

    /// <summary>Sends a request to the handler as it is.</summary>
    /// <param name="message">Makes the request from the handler's address.</param>
    /// <param name="answer">Reads the response.</param>
    /// <param name="cancellation">Cancelled when nobody waits for the response.</param>
    /// <exception cref="InvocationFailedException">The handler did not answer.</exception>
    /// <exception cref="HostStoppedException">The host has stopped.</exception>
    public Task ForwardAsync(
        Func<Uri, HttpRequestMessage> message,
        Func<HttpResponseMessage, CancellationToken, Task> answer,
        CancellationToken cancellation) => invocations.ForwardAsync(message, answer, cancellation);

    /// <summary>Simulates <c>kill -9</c>.</summary>
    public void KillHandler() => supervisor.KillHandler();

    /// <summary>Kills the handler immediately.</summary>
    public async ValueTask DisposeAsync()
    {
        await supervisor.DisposeAsync();
        invocations.Dispose();
    }
}
