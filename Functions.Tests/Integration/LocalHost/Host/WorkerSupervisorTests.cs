using System.Diagnostics;
using CamFunctions.LocalHost.Host;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>When the worker is restarted, with the real worker.</summary>
public sealed class WorkerSupervisorTests(AzuriteFixture azurite, SmallModelFixture small) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_third_crash_stops_the_host_and_invocations_wait_for_the_restart_after_the_others()
    {
        await using var host = await StartAsync();
        foreach (var crash in new[] { 1, 2 })
        {
            var worker = host.WorkerId;
            host.KillWorker();
            await Eventually.HoldsAsync("another worker", () => Task.FromResult(host.WorkerId != worker));
            await host.InvokeAsync("1.png");
        }

        host.KillWorker();
        var stop = await Assert.ThrowsAsync<FunctionAppException>(() => host.Host.RunAsync(CancellationToken.None));
        Assert.StartsWith("The worker ended with exit code 137 for the third time in half an hour", stop.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FunctionAppException>(host.WaitUntilReadyAsync);
    }

    [Fact]
    public async Task A_worker_that_can_not_start_stops_the_host_with_its_sentence()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ModelPath"] = "/nowhere/model.onnx" };
        var store = await azurite.NewStoreAsync();
        await using var host = new FunctionsHost(RunningFunctions.AppOf(azurite, store, settings));
        // It connects while it loads the model.
        var stop = await Assert.ThrowsAsync<FunctionAppException>(async () =>
        {
            await host.WaitUntilReadyAsync(CancellationToken.None);
            await host.RunAsync(CancellationToken.None);
        });
        Assert.StartsWith("The worker ended with exit code 1 for the third time", stop.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/model.onnx", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_ends_with_0_is_not_restarted_and_later_invocations_fail()
    {
        await using var host = await StartAsync(Wrapped("0"));
        KillInShell(host);
        await host.NoticesAsync("ended with exit code 0, after which the Functions host starts no other");
        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("1.png"));
    }

    [Fact]
    public async Task A_worker_that_ends_with_200_is_restarted_any_number_of_times()
    {
        await using var host = await StartAsync(Wrapped("200"));
        foreach (var run in Enumerable.Range(0, 4))
        {
            var worker = host.WorkerId;
            KillInShell(host);
            await Eventually.HoldsAsync("another worker", () => Task.FromResult(host.WorkerId != worker));
            await host.InvokeAsync("1.png");
        }
    }

    [Fact]
    public async Task A_worker_that_does_not_react_at_the_time_limit_is_killed_with_all_its_invocations_but_does_not_count_as_crashed()
    {
        var settings = Settings();
        settings["AzureFunctionsJobHost__functionTimeout"] = "00:00:03";
        await using var host = await StartAsync(settings: settings);
        foreach (var run in Enumerable.Range(0, 3))
        {
            await host.WaitUntilReadyAsync();
            var worker = host.WorkerId!.Value;
            Signals.Send("STOP", worker);
            var hanging = Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("1.png"));
            Assert.Equal("the functionTimeout of 00:00:03 was reached", (await hanging).Message);
            await Eventually.HoldsAsync("another worker", () => Task.FromResult(host.WorkerId != worker));
        }

        await host.WaitUntilReadyAsync();
        await host.InvokeAsync("1.png");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The real worker in a shell, which ends with another exit code than the worker.</summary>
    private string Wrapped(string exitCode)
    {
        var script = folder.File("worker.sh");
        File.WriteAllText(script, $"""dotnet {Path.Combine(AppContext.BaseDirectory, "CamFunctions.dll")} "$@"; exit {exitCode}""");
        return script;
    }

    private static void KillInShell(RunningFunctions host)
    {
        using var kill = Process.Start("pkill", ["-KILL", "-P", $"{host.WorkerId}"]);
        kill.WaitForExit();
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal) { ["ModelPath"] = small.ModelPath };

    private async Task<RunningFunctions> StartAsync(string? script = null, Dictionary<string, string>? settings = null)
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("1.png", TestImages.Encode(TestImages.Quarters(), ".png"));
        var app = RunningFunctions.AppOf(azurite, store, settings ?? Settings());
        return await RunningFunctions.StartAsync(script is null ? app : app with { Executable = "/bin/sh", Worker = script }, store);
    }
}
