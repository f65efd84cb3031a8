using System.Runtime.InteropServices;

namespace CamFunctions.Functions.Lifetime;

/// <summary>Notices when the worker has to end: a signal, a request of the host, or the end of the host that started it.</summary>
internal sealed class StopRequest : IDisposable
{
    /// <summary>
    /// The exit code after which the Functions host starts another worker and lets it do again what was in flight. After 0 it starts
    /// none, and after 200 it forgets invocations in flight: they hang until functionTimeout.
    /// </summary>
    public const int Failure = 1;

    /// <summary>The exit code when the host itself stops.</summary>
    private const int Success = 0;

    /// <summary>A process gets no notice of its parent's end: PR_SET_PDEATHSIG of Linux follows the thread, not the process.</summary>
    private static readonly TimeSpan HostCheckInterval = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<(string Sentence, int ExitCode)> reason = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] signals;
    private readonly Timer? hostCheck;

    public StopRequest()
    {
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        ];
        if (HostProcess.Id is { } parent)
        {
            hostCheck = new Timer(_ => StopWithout(parent), state: null, HostCheckInterval, HostCheckInterval);
        }
    }

    /// <summary>Completes with the reason for the log and the exit code.</summary>
    public Task<(string Sentence, int ExitCode)> Reason => reason.Task;

    /// <summary>The host asks the worker to end, because it stops as well.</summary>
    public void Terminate() => reason.TrySetResult(("the host stops", Success));

    public void Dispose()
    {
        hostCheck?.Dispose();
        Array.ForEach(signals, signal => signal.Dispose());
    }

    private void Stop(PosixSignalContext context)
    {
        // Otherwise .NET would end the process immediately, with an exit code of its choice.
        context.Cancel = true;
        reason.TrySetResult(($"{context.Signal} was received", Failure));
    }

    private void StopWithout(int parent)
    {
        if (HostProcess.Id != parent || HostProcess.HasClosedOutput)
        {
            reason.TrySetResult(("the host is gone", Failure));
        }
    }
}
