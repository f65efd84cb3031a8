using System.Net.Sockets;

namespace CamFunctions.LocalHost.Host;

/// <summary>Waits until a starting handler answers on its port. Any answer counts.</summary>
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
            // If the connection itself worked, something is listening.
            return fault.InnerException is not SocketException;
        }
    }
}
