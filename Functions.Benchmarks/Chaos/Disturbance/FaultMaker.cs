using CamFunctions.Benchmarks.Chaos.Programs;
using CamFunctions.Benchmarks.Chaos.Storage;

namespace CamFunctions.Benchmarks.Chaos.Disturbance;

/// <summary>Makes faults happen.</summary>
internal sealed class FaultMaker(ChaosHost host, ChaosStorage storage, StorageProxy proxy, ChaosLog log)
{
    /// <summary>Number of requests that one fault of the network meets; the SDK itself tries a request three times.</summary>
    private const int DisturbedRequests = 8;

    /// <summary>How many answers of the emulator must have failed for a full disk to count.</summary>
    private const int RefusedWrites = 4;

    private static readonly TimeSpan FullDiskLimit = TimeSpan.FromSeconds(5);

    public Task MakeAsync(FaultKind fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case FaultKind.KillHandler:
                host.SignalHandler("KILL");
                return Task.CompletedTask;
            case FaultKind.EndHandler:
                host.SignalHandler("TERM");
                return Task.CompletedTask;
            case FaultKind.KillHost:
                host.Signal("KILL");
                return Task.CompletedTask;
            case FaultKind.EndHost:
                host.Signal("TERM");
                return Task.CompletedTask;
            case FaultKind.RestartStorage:
                return storage.RestartAsync(cancellation);
            case FaultKind.FillDisk:
                return FillDiskAsync(cancellation);
            default:
                proxy.Disturb(ResponseOf(fault), DisturbedRequests);
                return Task.CompletedTask;
        }
    }

    private static ResponseFault ResponseOf(FaultKind fault) => fault switch
    {
        FaultKind.TooManyRequests => ResponseFault.TooManyRequests,
        FaultKind.InternalError => ResponseFault.InternalError,
        FaultKind.ServerBusy => ResponseFault.ServerBusy,
        FaultKind.ConditionNotMet => ResponseFault.ConditionNotMet,
        FaultKind.SlowBodies => ResponseFault.SlowBody,
        FaultKind.CutBodies => ResponseFault.CutBody,
        _ => ResponseFault.LostAnswer,
    };

    private async Task FillDiskAsync(CancellationToken cancellation)
    {
        var before = proxy.Failures;
        storage.FillDisk();
        try
        {
            await Patience.UntilAsync(
                () => proxy.Failures >= before + RefusedWrites || storage.HasEnded, FullDiskLimit, cancellation);
        }
        finally
        {
            storage.EmptyDisk();
        }

        log.Write($"{proxy.Failures - before} requests failed while the disk was full.");
        if (storage.HasEnded)
        {
            log.Write("The emulator has ended by itself on the full disk, and is started again.");
            await storage.RestartAsync(cancellation);
        }
    }
}
