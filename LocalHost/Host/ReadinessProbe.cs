using System.Net.Sockets;

namespace CamFunctions.LocalHost.Host;

/// <summary>Asks a starting handler whether it answers on its port; any answer will do.</summary>
internal sealed class ReadinessProbe(HttpClient http, Uri handler, TimeSpan limit)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <returns>Whether it answered within the limit.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(limit);
        using var interval = new PeriodicTimer(Interval);
        try
        {
            while (!await AnswersAsync(limited.Token))
            {
                await interval.WaitForNextTickAsync(limited.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(handler, cancellation);
            return true;
        }
        catch (HttpRequestException fault)
        {
            // What is no fault of the connection was caused by somebody who listens.
            return fault.InnerException is not SocketException;
        }
    }
}
