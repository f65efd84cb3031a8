using System.ComponentModel;
using System.Diagnostics;

namespace CamFunctions.Workstation.Emulator;

/// <summary>An Azurite process that this program started and stops.</summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>
    /// Runs before Azurite in its process. Standard input is a pipe that only this program holds. When it closes, however this
    /// program ended, Azurite saves its state and exits. It waits for its clients to close their connections, some of which never do.
    /// </summary>
    private const string ExitWithParent =
        """
        import channels from 'node:diagnostics_channel';
        const open = new Set();
        channels.subscribe('net.server.socket', ({ socket }) => open.add(socket.on('close', () => open.delete(socket))));
        process.stdin.resume().on('end', () => {
          process.kill(process.pid, 'SIGTERM');
          setTimeout(() => open.forEach(socket => socket.destroy()), 200);
        });
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Task<string> output;

    private Azurite(Process process)
    {
        this.process = process;
        // Both streams must be read to the end, or the process would block on a full pipe.
        output = Task.Run(async () => string.Concat(await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(),
            process.StandardError.ReadToEndAsync())));
    }

    public int Id => process.Id;

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Whether it did not end in time when it was stopped, so that changes of the last seconds may be lost.</summary>
    internal bool WasKilled { get; private set; }

    /// <param name="script">Azurite's main script.</param>
    /// <param name="dataFolder">The folder for blobs and queues; created if missing.</param>
    /// <param name="blobs">The address of its blob service.</param>
    /// <param name="queues">The address of its queue service.</param>
    /// <param name="cancellation">Cancels starting it.</param>
    /// <exception cref="EmulatorException">Node.js is missing, or a port is in use.</exception>
    public static async Task<Azurite> StartAsync(string script, string dataFolder, Uri blobs, Uri queues, CancellationToken cancellation)
    {
        Directory.CreateDirectory(dataFolder);
        var azurite = new Azurite(Launch(script, dataFolder, blobs, queues));
        try
        {
            await azurite.WaitUntilReadyAsync(blobs, cancellation);
            // Azurite opens the ports one after the other, and exits if the second is in use.
            await azurite.WaitUntilReadyAsync(queues, cancellation);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            WasKilled = true;
        }

        process.Dispose();
    }

    private static Process Launch(string script, string dataFolder, Uri blobs, Uri queues)
    {
        string[] arguments =
        [
            "--import", $"data:text/javascript,{Uri.EscapeDataString(ExitWithParent)}", script,
            "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--location", dataFolder,
            "--blobHost", blobs.Host, "--blobPort", $"{blobs.Port}",
            "--queueHost", queues.Host, "--queuePort", $"{queues.Port}",
            // Tables are not used; 0 takes any free port.
            "--tableHost", blobs.Host, "--tablePort", "0",
        ];
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new EmulatorException(
                "node was not found. Install Node.js 20 or later for Azurite, or set ImageStorage to a storage account.");
        }
    }

    private async Task WaitUntilReadyAsync(Uri address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        try
        {
            var end = process.WaitForExitAsync(limit.Token);
            while (true)
            {
                // Another program on that port may never answer.
                var answer = StorageProbe.ProbeAsync(address, limit.Token);
                if (await Task.WhenAny(answer, end) == answer && await answer == StorageAnswer.Storage)
                {
                    return;
                }

                if (process.HasExited)
                {
                    throw new EmulatorException($"Azurite exited during start-up: {(await output).Trim()}");
                }

                await poll.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new EmulatorException($"Azurite did not answer at {address} within {StartLimit.TotalSeconds} seconds.");
        }
    }
}
