using System.Runtime.InteropServices;

namespace CamFunctions.Functions.Lifetime;

/// <summary>Notices when the handler has to end: it was told to, or the host that started it is gone.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly TaskCompletionSource<string> reason = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] signals;
    private readonly Timer? parentCheck;

    public StopRequest()
    {
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        ];
        if (ParentProcess.Id is { } parent)
        {
            parentCheck = new Timer(_ => StopWithout(parent), state: null, ParentProcess.CheckInterval, ParentProcess.CheckInterval);
        }
    }

    /// <summary>Completes with the reason, for the log.</summary>
    public Task<string> Reason => reason.Task;

    public void Dispose()
    {
        parentCheck?.Dispose();
        Array.ForEach(signals, signal => signal.Dispose());
    }

    private void Stop(PosixSignalContext context)
    {
        // Otherwise .NET would end the process at once, with its own exit code.
        context.Cancel = true;
        reason.TrySetResult($"{context.Signal} was received");
    }

    private void StopWithout(int parent)
    {
        if (ParentProcess.Id != parent)
        {
            reason.TrySetResult($"the host, process {parent}, is gone");
        }
    }
}
