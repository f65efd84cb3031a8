using System.Net;
using System.Net.Sockets;
using CamFunctions.Benchmarks.Chaos.Checking;
using CamFunctions.Benchmarks.Chaos.Disturbance;
using CamFunctions.Benchmarks.Chaos.Programs;
using CamFunctions.Benchmarks.Chaos.Storage;
using CamFunctions.LocalHost.Images;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Benchmarks.Chaos;

/// <summary>
/// A chaos test: the local host with its worker, and Azurite behind a proxy, all of them real, process images that come and go while
/// faults happen to each of them.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>How many records are to be written between two faults, so that there is something to disturb.</summary>
    private const int RecordsBetweenFaults = 4;

    private static readonly TimeSpan ProgressLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly SmallNetwork network = SmallNetwork.Write();
    private readonly ChaosLog log = new();
    private readonly ChaosStorage storage = new(FreePort(), FreePort());
    private readonly StorageProxy proxy;
    private readonly ChaosHost host;
    private readonly EventSender events;
    private readonly ImageTraffic traffic;
    private readonly ChaosPlan plan;
    private readonly int proxyPort = FreePort();

    private ChaosRun(ChaosPlan plan)
    {
        this.plan = plan;
        proxy = new StorageProxy(storage.Address);
        var port = FreePort();
        var behindProxy = storage.ConnectionString.Replace(
            $"BlobEndpoint={storage.Address.GetLeftPart(UriPartial.Authority)}",
            $"BlobEndpoint=http://127.0.0.1:{proxyPort}",
            StringComparison.Ordinal);
        host = new ChaosHost(
            new Dictionary<string, string>(Settings(behindProxy), StringComparer.Ordinal) { ["PagePort"] = "0", ["HttpPort"] = $"{port}" },
            log);
        traffic = new ImageTraffic(storage.Store, plan.Seed);
        events = new EventSender(
            new Uri($"http://127.0.0.1:{port}/runtime/webhooks/blobs?functionName=Host.Functions.LocalizeImage"),
            storage.Store.Images.Uri,
            plan.Seed);
    }

    /// <returns>The exit code: 0 only if every promise was kept.</returns>
    public static async Task<int> RunAsync(ChaosPlan plan, CancellationToken cancellation)
    {
        await using var run = new ChaosRun(plan);
        return await run.RunAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await proxy.DisposeAsync();
        await storage.DisposeAsync();
        events.Dispose();
        network.Dispose();
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        await storage.StartAsync(cancellation);
        await proxy.StartAsync(proxyPort);
        await ContainerSetup.PrepareAsync(storage.Store, isEmulator: true, cancellation);
        host.Start();
        await ChaosTimeouts.UntilAsync(() => host.IsReady, StartLimit, cancellation);
        var faults = await DisturbAsync(cancellation);
        log.Write($"{faults} faults are done; waiting until all is quiet.");
        var verification = new ChaosVerification(host, proxy, storage.Store, Settings(storage.ConnectionString), log);
        var broken = await verification.CheckAsync(cancellation);
        foreach (var sentence in broken)
        {
            Console.WriteLine($"Seed {plan.Seed}, {sentence}");
        }

        log.Write(
            $"Seed {plan.Seed}: {traffic.Summary}; {events.Accepted} events sent, {host.Starts} starts of the host, {faults} faults, " +
            $"{broken.Count} broken promises.");
        return broken.Count == 0 ? 0 : 1;
    }

    /// <returns>The number of faults.</returns>
    private async Task<int> DisturbAsync(CancellationToken cancellation)
    {
        var maker = new FaultMaker(host, storage, proxy, log);
        var schedule = FaultSchedule.Of(plan.Seed, plan.Faults);
        for (var index = 0; index < schedule.Count; index++)
        {
            if (log.Elapsed > plan.Limit)
            {
                log.Write($"The limit of {plan.Limit.TotalMinutes:0.#} minutes is over.");
                return index;
            }

            var before = proxy.Records;
            var images = plan.ImagesOf(index);
            var uploading = traffic.RunAsync(images, cancellation);
            await ChaosTimeouts.UntilAsync(() => proxy.Records >= before + RecordsBetweenFaults, ProgressLimit, cancellation);
            log.Write($"Fault {index + 1} of {schedule.Count}: {schedule[index]}");
            var making = maker.MakeAsync(schedule[index], ImageTraffic.NameOf(images.Start.Value), cancellation);
            await events.SendAsync(await uploading, cancellation);
            await making;
        }

        return schedule.Count;
    }

    private Dictionary<string, string> Settings(string connectionString) => new(StringComparer.Ordinal)
    {
        ["ImageStorage"] = connectionString,
        [SmallNetwork.Setting] = network.Path,
        // Short, so that the host gives images up within a run.
        [OutageBridge.LimitSetting] = "1",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
