using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Lifetime;

/// <summary>How the worker ends, which decides whether the Functions host starts another one.</summary>
public sealed class WorkerLifetimeTests(AzuriteFixture azurite, SmallModelFixture small)
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_with_an_exit_code_after_which_the_host_starts_another(string signal)
    {
        await using var host = await TestHost.StartAsync();
        await using var worker = RunningProgram.Worker(Environment(), host.Arguments);
        await host.LogsAsync("Ready with");
        worker.Signal(signal);
        await worker.ExitedAsync();
        Assert.Equal(1, worker.ExitCode);
        Assert.Contains($"SIG{signal} was received", host.Log, StringComparison.Ordinal);
        // With a word that makes the Functions host copy the line to its log.
        Assert.Contains($"The worker ends with an error code, because SIG{signal} was received.", worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_again_and_again_loses_no_image()
    {
        var store = await azurite.NewStoreAsync();
        var names = Enumerable.Range(0, 40).Select(index => $"{index}.png").ToArray();
        foreach (var name in names)
        {
            await store.UploadAsync(name, TestImages.Encode(TestImages.Quarters(), ".png"));
        }

        await using var host = await RunningFunctions.ListenAsync(
            azurite, store, new Dictionary<string, string>(StringComparer.Ordinal) { ["ModelPath"] = small.ModelPath });
        await host.PostCreatedAsync(names);
        // A third signal within half an hour would stop the host.
        foreach (var enough in new[] { 1, 20 })
        {
            await Eventually.HoldsAsync($"{enough} records", async () => await store.Predictions.CountAsync() >= enough);
            await host.WaitUntilReadyAsync();
            Signals.Send("TERM", host.Host.WorkerId!.Value);
        }

        await Eventually.HoldsAsync("all records", async () => await store.Predictions.CountAsync() == names.Length);
        Assert.Empty(host.GivenUp);
    }

    [Fact]
    public async Task Without_its_host_it_ends_and_frees_its_port()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives a process no notice that its parent is gone.");
        await using var host = await TestHost.StartAsync();
        await using var shell = WorkerInShell(host, "& echo started $!; wait");
        await host.LogsAsync("Ready with");
        var worker = shell.Output.Split('\n').Single(line => line.StartsWith("started ", StringComparison.Ordinal)).Split(' ')[1];
        shell.Kill();
        await Eventually.HoldsAsync("the worker ends", () => Task.FromResult(!Directory.Exists($"/proc/{worker}")));
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_its_output_although_its_parent_is_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives a process no notice that its pipe is broken.");
        // As after a host that was killed while its worker started: the parent never changes. The shell waits for both ends of the pipe.
        await using var host = await TestHost.StartAsync();
        await using var shell = WorkerInShell(host, "| true; echo both ended");
        await host.LogsAsync("Ready with");
        await shell.PrintsAsync("both ended");
    }

    /// <param name="host">The worker's host.</param>
    /// <param name="rest">The rest of the shell's command line, after the worker.</param>
    private RunningProgram WorkerInShell(TestHost host, string rest) => RunningProgram.Executable(
        "/bin/sh",
        Environment(),
        workingFolder: null,
        "-c",
        $"{Path.Combine(AppContext.BaseDirectory, "CamFunctions")} {string.Join(' ', host.Arguments)} {rest}");

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["ImageStorage"] = azurite.ConnectionString,
        ["ModelPath"] = small.ModelPath,
    };
}
