namespace CamFunctions.Functions.Lifetime;

/// <summary>Takes the place of ASP.NET Core's own reaction to signals, which is to close the port first.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
