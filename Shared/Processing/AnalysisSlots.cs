using System.Threading.Channels;

namespace CamFunctions.Shared.Processing;

/// <summary>Limits how many images are analysed at the same time, and with that how many decoded images are in memory.</summary>
internal sealed class AnalysisSlots(int count)
{
    /// <summary>Contains one entry per running analysis. Unlike a semaphore, a channel does not have to be disposed.</summary>
    private readonly Channel<byte> running = Channel.CreateBounded<byte>(count);

    /// <summary>Waits until fewer than <c>count</c> analyses are running, first come, first served, and runs this one.</summary>
    public async Task<T> RunAsync<T>(Func<T> analysis, CancellationToken cancellation)
    {
        await running.Writer.WriteAsync(0, cancellation);
        try
        {
            return analysis();
        }
        finally
        {
            running.Reader.TryRead(out _);
        }
    }
}
