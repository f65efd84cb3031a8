using Microsoft.Extensions.Hosting;

namespace CamFunctions.Functions.Lifetime;

/// <summary>
/// Replaces the generic host's reaction to signals, which ends the process with 0: the Functions host then never starts another worker,
/// and invocations in flight hang until functionTimeout.
/// </summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
