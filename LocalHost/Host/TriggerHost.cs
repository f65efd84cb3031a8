using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Loggers;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Options;
using EventWebhook = Microsoft.Azure.WebJobs.IAsyncConverter<System.Net.Http.HttpRequestMessage, System.Net.Http.HttpResponseMessage>;

// CS0618: log entries are marked as not ready for public use; the Functions host uses them.
#pragma warning disable CS0618

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Runs the packages that the Functions host itself is made of, and provides the services that they need. They listen to queues, accept
/// events of blobs, invoke functions, retry, and move messages that failed too often to poison queues.
/// </summary>
internal sealed class TriggerHost
    : ITypeLocator, IJobActivatorEx, IWebJobsExceptionHandler, IAsyncCollector<FunctionInstanceLogEntry>, IAsyncDisposable
{
    /// <summary>On a developer's machine nobody wants to wait longer for a message, or for storage that was unreachable.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private readonly Type functions;
    private readonly Invocation invoke;
    private readonly string hostId;
    private readonly IHost container;
    private readonly IJobHost jobs;
    private readonly TaskCompletionSource failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> report;
    private Task? started;

    /// <exception cref="FunctionAppException">A setting is missing that a trigger refers to.</exception>
    public TriggerHost(FunctionApp app, IReadOnlyList<WorkerFunction> triggered, Invocation invoke, Action<string> report)
    {
        (functions, this.invoke, this.report) = (EmittedFunctions.Emit(triggered), invoke, report);
        // By default the same for each local host on this machine that listens to the same containers and queues.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Environment.MachineName, .. triggered.Select(app.PlaceOf)])));
        hostId = app.Configuration["AzureFunctionsWebHost:hostid"] ?? $"local-{Convert.ToHexStringLower(hash)[..24]}";
        container = new HostBuilder().ConfigureHostConfiguration(values => values.AddConfiguration(app.Configuration))
            .ConfigureServices(Add)
            .Build();
        jobs = container.Services.GetRequiredService<IJobHost>();
    }

    /// <summary>Runs a function: its invocation, name, trigger's value and binding data.</summary>
    public delegate Task Invocation(IFunctionInstance instance, string name, object value, Binder binder, CancellationToken cancellation);

    /// <summary>Fails when listening is no longer possible.</summary>
    public Task Failure => failure.Task;

    /// <summary>The queue in which the blob extension keeps events, in the account AzureWebJobsStorage.</summary>
    public string EventQueue => $"azure-webjobs-blobtrigger-{hostId}";

    /// <summary>The number of attempts before a message goes to the poison queue.</summary>
    public int MaximumAttempts(WorkerFunction function) => function.IsBlob
        ? container.Services.GetRequiredService<IOptions<BlobsOptions>>().Value.PoisonBlobThreshold
        : container.Services.GetRequiredService<IOptions<QueuesOptions>>().Value.MaxDequeueCount;

    /// <summary>Starts to listen.</summary>
    public Task StartAsync(CancellationToken cancellation) => started = jobs.StartAsync(cancellation);

    public Task CallAsync(WorkerFunction function, string value, CancellationToken cancellation) => jobs.CallAsync(
        function.Name, new Dictionary<string, object>(StringComparer.Ordinal) { [function.Parameter] = value }, cancellation);

    /// <summary>Gives the blob extension a request of Event Grid.</summary>
    public Task<HttpResponseMessage> PostEventsAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        container.Services.GetServices<IExtensionConfigProvider>().OfType<EventWebhook>().Single().ConvertAsync(request, cancellation);

    /// <summary>Stops listening. Invocations are cancelled, and their messages return to the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        var stopped = started is { IsCompletedSuccessfully: true } ? jobs.StopAsync() : Task.CompletedTask;
        await stopped.WaitAsync(StopLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        container.Dispose();
    }

    IReadOnlyList<Type> ITypeLocator.GetTypes() => [functions];

    T IJobActivator.CreateInstance<T>() => Activator.CreateInstance<T>();

    T IJobActivatorEx.CreateInstance<T>(IFunctionInstanceEx functionInstance) => EmittedFunctions.Create<T>(
        (name, value, binder, cancellation) => invoke(functionInstance, name, value, binder, cancellation));

    Task IWebJobsExceptionHandler.OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo) =>
        Task.FromResult(failure.TrySetException(exceptionInfo.SourceException));

    /// <summary>Never called, because <see cref="FunctionsHost"/> applies the time limit to functions with any trigger.</summary>
    Task IWebJobsExceptionHandler.OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
        Task.CompletedTask;

    /// <summary>Reports invocations that failed before they reached the worker.</summary>
    Task IAsyncCollector<FunctionInstanceLogEntry>.AddAsync(FunctionInstanceLogEntry item, CancellationToken cancellationToken)
    {
        if (item.Exception?.GetBaseException() is { } exception and not (InvocationFailedException or OperationCanceledException))
        {
            report($"{item.FunctionName} cannot be invoked: {exception.Message}");
        }

        return Task.CompletedTask;
    }

    Task IAsyncCollector<FunctionInstanceLogEntry>.FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Add(IServiceCollection services)
    {
        services.AddWebJobs(_ => { }).UseHostId(hostId).AddAzureStorageBlobs().AddAzureStorageQueues();
        services.AddSingleton<ITypeLocator>(this).AddSingleton<IJobActivator>(this).AddSingleton<IWebJobsExceptionHandler>(this);
        services.AddSingleton<IAsyncCollector<FunctionInstanceLogEntry>>(this);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.PostConfigure<QueuesOptions>(queues =>
            queues.MaxPollingInterval = TimeSpan.FromTicks(Math.Min(queues.MaxPollingInterval.Ticks, LongestPause.Ticks)));
        // Where the Functions host would end and be started again, this one waits.
        services.AddAzureClients(clients => clients.ConfigureDefaults(options =>
            (options.Retry.MaxRetries, options.Retry.MaxDelay) = (int.MaxValue, LongestPause)));
    }
}
