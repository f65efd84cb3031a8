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

    /// <summary>Five invocations of one image, each of which waits for storage as long as the run's settings let it.</summary>
    private static readonly TimeSpan GiveUpLimit = TimeSpan.FromSeconds(30);

    /// <param name="fault">What is to go wrong.</param>
    /// <param name="image">An image whose events come during the fault.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task MakeAsync(FaultKind fault, string image, CancellationToken cancellation)
    {
        switch (fault)
        {
            case FaultKind.KillWorker:
                host.SignalWorker("KILL");
                return Task.CompletedTask;
            case FaultKind.EndWorker:
                host.SignalWorker("TERM");
                return Task.CompletedTask;
            case FaultKind.KillHost:
                host.Signal("KILL");
                return Task.CompletedTask;
            case FaultKind.EndHost:
                host.Signal("TERM");
                return Task.CompletedTask;
            case FaultKind.RestartStorage:
                return storage.RestartAsync(cancellation);
            case FaultKind.RefuseRecord:
                return RefuseRecordAsync(image, cancellation);
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

    private async Task RefuseRecordAsync(string image, CancellationToken cancellation)
    {
        var before = host.GivenUp.Count;
        proxy.RefuseRecordOf(image);
        await ChaosTimeouts.UntilAsync(() => host.GivenUp.Count > before, GiveUpLimit, cancellation);
        proxy.RefuseRecordOf(null);
        log.Write($"{host.GivenUp.Count - before} images were given up.");
    }

    private async Task FillDiskAsync(CancellationToken cancellation)
    {
        var before = proxy.Failures;
        storage.FillDisk();
        try
        {
            await ChaosTimeouts.UntilAsync(
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
