using System.Diagnostics;
using CamFunctions.LocalHost.Host;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Tests.LocalHost.Host;

namespace CamFunctions.Tests.Functions.Lifetime;

/// <summary>How the handler ends, which decides whether the Functions host starts another one.</summary>
public sealed class HandlerLifetimeTests(AzuriteFixture azurite, SmallModelFixture small)
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Told_to_stop_it_asks_the_host_for_a_new_handler(string signal)
    {
        await using var handler = RunningProgram.Handler(Environment());
        await handler.PrintsAsync("Listening on");
        handler.Signal(signal);
        await handler.ExitedAsync();
        Assert.Equal(200, handler.ExitCode);
        Assert.Contains($"SIG{signal} was received", handler.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_is_told_to_stop_again_and_again_loses_no_image()
    {
        var store = await azurite.NewStoreAsync();
        var names = Enumerable.Range(0, 40).Select(index => $"{index}.png").ToArray();
        foreach (var name in names)
        {
            await store.UploadAsync(name, TestImages.Encode(TestImages.Quarters(), ".png"));
        }

        var told = new RecordedEvents();
        var settings = RunningFunctions.AppSettings(azurite, store);
        settings["ModelPath"] = small.ModelPath;
        var app = FunctionAppReader.Read(AppContext.BaseDirectory, settings);
        await using var host = FunctionsHost.Start(app, settings, azurite.Blobs, azurite.Queues, told.Events);
        using var stopping = new CancellationTokenSource();
        var running = host.RunAsync(stopping.Token);
        Array.ForEach(names, name => host.Enqueue(store.Names.Images, name, default));
        foreach (var enough in new[] { 1, 10, 20, 30 })
        {
            await Eventually.HoldsAsync($"{enough} records", async () => await store.Predictions.CountAsync() >= enough);
            await host.WaitUntilReadyAsync(CancellationToken.None);
            SendSignal("TERM", host.HandlerId!.Value);
        }

        await Eventually.HoldsAsync("all records", async () => await store.Predictions.CountAsync() == names.Length);
        Assert.Empty(told.StartingWith("given up"));
        Assert.Empty(told.StartingWith("says: The handler exited"));
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Without_its_host_it_ends_and_frees_its_port()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not tell a process that its parent is gone.");
        await using var shell = HandlerInShell("& echo started $!; wait");
        await shell.PrintsAsync("Listening on");
        var handler = shell.Output.Split('\n').Single(line => line.StartsWith("started ", StringComparison.Ordinal)).Split(' ')[1];
        shell.Kill();
        await Eventually.HoldsAsync("the handler ends", () => Task.FromResult(!Directory.Exists($"/proc/{handler}")));
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_its_output_although_its_parent_is_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not tell a process that its pipe is broken.");
        // As after a host that was killed while its handler started: the parent never changes. The shell waits for both ends of the pipe.
        await using var shell = HandlerInShell("| head -n 1; echo both ended");
        await shell.PrintsAsync("Listening on");
        await shell.PrintsAsync("both ended");
    }

    /// <param name="rest">What follows the handler on the shell's command line.</param>
    private RunningProgram HandlerInShell(string rest) => RunningProgram.Executable(
        "/bin/sh",
        Environment(),
        workingFolder: null,
        "-c",
        $"{Path.Combine(AppContext.BaseDirectory, "CamFunctions")} {rest}");

    private static void SendSignal(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
    }

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{FreePort.Take()}",
        ["ImageStorage"] = azurite.ConnectionString,
        ["ModelPath"] = small.ModelPath,
    };
}
