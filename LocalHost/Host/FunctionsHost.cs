using System.Globalization;
using System.Threading.Channels;
using CamFunctions.Storage.Queues;

namespace CamFunctions.LocalHost.Host;

/// <summary>Runs an isolated worker app on this machine: the genuine trigger code, the worker, and the bridge between them.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    /// <summary>How long a function may take to react to being cancelled at its time limit.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private readonly FunctionApp app;
    private readonly WorkerSupervisor supervisor;
    private readonly Task supervision;
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<HostEvent> events = Channel.CreateUnbounded<HostEvent>();
    private TriggerHost? triggers;

    /// <summary>Starts the worker.</summary>
    public FunctionsHost(FunctionApp app)
    {
        this.app = app;
        supervisor = new WorkerSupervisor(app, Write, Log);
        supervision = supervisor.RunAsync(stopping.Token);
    }

    /// <summary>The functions, once the worker is ready.</summary>
    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    /// <summary>The trigger code, once the worker is ready.</summary>
    public TriggerHost Triggers => triggers ?? throw new InvalidOperationException($"Await {nameof(WaitUntilReadyAsync)} first.");

    /// <summary>The process ID of the worker that was started last.</summary>
    public int? WorkerId => supervisor.WorkerId;

    /// <summary>Waits until the worker has loaded its functions.</summary>
    /// <exception cref="FunctionAppException">The worker or its functions cannot be used, or it crashed too often.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        Functions = (await supervisor.ReadyAsync(cancellation)).Functions;
        triggers ??= new TriggerHost(
            app, [.. Functions.Where(function => !function.IsHttp)], InvokeAsync, sentence => Write(new HostEvent.Notice(sentence)));
    }

    /// <summary>The events, to be read once, until the host is disposed.</summary>
    public IAsyncEnumerable<HostEvent> ReadEventsAsync() => events.Reader.ReadAllAsync();

    /// <summary>Waits until the host cannot go on: the worker crashed too often, or storage refuses access.</summary>
    public async Task RunAsync(CancellationToken cancellation) =>
        await await Task.WhenAny(supervision, Triggers.Failure).WaitAsync(cancellation);

    /// <summary>Invokes a function once, bypassing queues, for a blob's path beginning with its container, or for a message.</summary>
    public Task CallAsync(string function, string value, CancellationToken cancellation) =>
        Triggers.CallAsync(Find(function), value, cancellation);

    /// <summary>Invokes a function when the worker is ready, within functionTimeout, and does something else beside it.</summary>
    /// <exception cref="InvocationFailedException">The function failed, or took too long.</exception>
    public async Task InvokeAsync(
        InvocationRequest request, Func<WorkerConnection, CancellationToken, Task> beside, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(app.FunctionTimeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var worker = await supervisor.ReadyAsync(both.Token);
        var invocation = Task.WhenAll(worker.InvokeAsync(request, both.Token), beside(worker, both.Token));
        try
        {
            await invocation.WaitAsync(limit.Token);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            if (await Task.WhenAny(invocation, Task.Delay(CancellationGrace, CancellationToken.None)) != invocation)
            {
                supervisor.Restart(worker);
            }

            await invocation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvocationFailedException($"the functionTimeout of {app.FunctionTimeout} was reached");
        }
    }

    /// <summary>Stops listening, and then the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        await (triggers?.DisposeAsync() ?? default);
        await stopping.CancelAsync();
        await supervision.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        events.Writer.TryComplete();
    }

    private WorkerFunction Find(string name) => Functions.First(function => function.Name == name);

    private void Write(HostEvent happened) => events.Writer.TryWrite(happened);

    private void Log(RpcLog entry)
    {
        var isFunction = Functions.Any(function => function.Class == entry.Category);
        Write(new HostEvent.Logged(isFunction, (LogLevel)entry.Level, $"{entry.Message} {entry.Exception?.Message}".TrimEnd()));
    }

    private async Task InvokeAsync(IFunctionInstance instance, string name, object value, Binder binder, CancellationToken cancellation)
    {
        var function = Find(name);
        var subject = function.IsBlob ? $"{binder.BindingData["BlobTrigger"]}" : app.PlaceOf(function);
        var attempt = int.Parse(instance.TriggerDetails?["DequeueCount"] ?? "1", CultureInfo.InvariantCulture);
        Write(new HostEvent.Started(subject, attempt));
        try
        {
            var request = InvocationMessage.Create(function, instance.Id, value, binder.BindingData);
            await InvokeAsync(request, (_, _) => Task.CompletedTask, cancellation);
            Write(new HostEvent.Succeeded(subject));
        }
        catch (InvocationFailedException exception)
        {
            var maximum = Triggers.MaximumAttempts(function);
            Write(new HostEvent.Failed(subject, attempt, maximum, exception.Message));
            if (attempt >= maximum)
            {
                Write(new HostEvent.GivenUp(subject, function.IsBlob ? QueueStorage.Poison : $"{subject}-poison"));
            }

            throw;
        }
    }
}
