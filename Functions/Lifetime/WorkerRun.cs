using CamFunctions.Functions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Functions.Lifetime;

/// <summary>Runs the worker from its start until it is told to stop.</summary>
internal static class WorkerRun
{
    /// <summary>The worker SDK sends answers in the background and has no way to wait for the last one.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromMilliseconds(200);

    /// <summary>Limit for closing connections, in which nothing is waited for: invocations have ended by then.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    /// <returns>The exit code.</returns>
    /// <exception cref="Exception">The worker could not start: a model or a port can't be used.</exception>
    public static async Task<int> UntilStoppedAsync(IHost worker, StopRequest stop)
    {
        var services = worker.Services;
        var logger = services.GetRequiredService<ILogger<StopRequest>>();
        var loading = services.GetRequiredService<ModelLoading>();
        using var terminated = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stop.Terminate);
        // Of two errors, that of the model is the one to know.
        await Task.WhenAll(loading.Completion, worker.StartAsync());
        logger.Ready(loading.Model.Result.Metadata.Name);
        var (reason, exitCode) = await stop.Reason;
        logger.Stopping(reason);
        if (exitCode == StopRequest.Failure)
        {
            // The Functions host drops log entries that belong to no invocation, but copies such lines to its own log.
            await Console.Error.WriteLineAsync($"The worker ends with an error code, because {reason}. The host then starts another one.");
        }

        await services.GetRequiredService<InvocationDrain>().DrainAsync();
        await Task.Delay(LastAnswers);
        using var limit = new CancellationTokenSource(StopLimit);
        await worker.StopAsync(limit.Token);
        return exitCode;
    }
}
