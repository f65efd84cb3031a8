using System.Runtime.InteropServices;

namespace CamFunctions.Functions.Lifetime;

/// <summary>Notices when the handler has to end: it was told to, or the host that started it is gone.</summary>
internal sealed class StopRequest : IDisposable
{
    /// <summary>Nothing tells a process that its parent has ended: PR_SET_PDEATHSIG of Linux follows the thread, not the process.</summary>
    private static readonly TimeSpan HostCheckInterval = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<string> reason = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] signals;
    private readonly Timer? hostCheck;

    public StopRequest()
    {
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        ];
        if (ParentProcess.Id is { } parent)
        {
            hostCheck = new Timer(_ => StopWithout(parent), state: null, HostCheckInterval, HostCheckInterval);
        }
    }

    /// <summary>Completes with the reason, for the log.</summary>
    public Task<string> Reason => reason.Task;

    public void Dispose()
    {
        hostCheck?.Dispose();
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
        if (ParentProcess.Id != parent || OutputPipe.IsBroken)
        {
            reason.TrySetResult("the host is gone");
        }
    }
}
