using CamFunctions.LocalHost.Host;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>When the handler is restarted.</summary>
public sealed class HandlerSupervisorTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Exit_code_0_ends_the_handler_permanently_and_later_messages_fail_immediately()
    {
        await using var host = await ScriptedHost.StartAsync(azurite);
        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_0"));
        await host.EnqueueAsync("ok");
        await host.Recorded.SeenAsync("given up ok to the poison queue");
        Assert.Equal(5, host.Recorded.StartingWith("failed ok").Count);
        Assert.Equal(1, host.Starts);
        Assert.Single(host.Recorded.StartingWith("host: The handler ended with exit code 0"));
    }

    [Fact]
    public async Task Exit_code_200_restarts_the_handler_any_number_of_times()
    {
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { Starts = "200,ok" });
        for (var run = 2; run <= 5; run++)
        {
            await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_200"));
        }

        Assert.Equal(["did ok"], await host.InvokeAsync("ok"));
        Assert.Equal(6, host.Starts);
    }

    [Fact]
    public async Task The_third_crash_stops_the_host_with_the_last_output_of_the_handler()
    {
        await using var host = await ScriptedHost.StartAsync(azurite);
        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_7"));
        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_8"));
        Assert.Equal(["did ok"], await host.InvokeAsync("ok"));
        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_9"));
        var stop = await host.StoppedAsync();
        Assert.Contains("exited with code 9", stop.Message, StringComparison.Ordinal);
        Assert.EndsWith("stopping with 9", stop.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HostStoppedException>(() => host.InvokeAsync("ok"));
        Assert.Equal(3, host.Starts);
    }

    [Fact]
    public async Task A_handler_that_was_killed_is_restarted_and_the_invocation_in_flight_is_retried()
    {
        await using var host = await ScriptedHost.StartAsync(azurite);
        await host.EnqueueAsync("held");
        await host.Recorded.SeenAsync("out: invoked held");
        host.Host.KillHandler();
        await host.Recorded.SeenAsync("done held");
        var failed = Assert.Single(host.Recorded.StartingWith("failed"));
        Assert.StartsWith("failed held 1: the handler does not answer", failed, StringComparison.Ordinal);
        Assert.Contains("exited with code 137", Assert.Single(host.Recorded.StartingWith("host:")), StringComparison.Ordinal);
        Assert.Equal(2, host.Starts);
    }

    [Fact]
    public async Task A_timeout_kills_the_handler_with_all_its_invocations_but_does_not_count_as_a_crash()
    {
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { FunctionTimeout = "00:00:02" });
        await host.Host.WaitUntilReadyAsync(CancellationToken.None);
        var hanging = Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("okOnly2_hangs"));
        await host.Recorded.SeenAsync("out: invoked okOnly2_hangs");
        await host.EnqueueAsync("held");
        await host.Recorded.SeenAsync("out: invoked held");
        Assert.Contains("functionTimeout of 00:00:02", (await hanging).Message, StringComparison.Ordinal);
        await host.Recorded.SeenAsync("done held");
        Assert.StartsWith("failed held 1", Assert.Single(host.Recorded.StartingWith("failed")), StringComparison.Ordinal);
        Assert.Equal(2, host.Starts);

        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_1"));
        await Assert.ThrowsAsync<InvocationFailedException>(() => host.InvokeAsync("exit_1"));
        Assert.Equal(["did ok"], await host.InvokeAsync("ok"));
    }

    [Fact]
    public async Task Answers_without_content_hang_until_the_time_limit()
    {
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { FunctionTimeout = "00:00:01.5" });
        await host.Host.WaitUntilReadyAsync(CancellationToken.None);
        var hanging = new[] { "empty", "nocontent", "nothing" }.Select(host.InvokeAsync).ToArray();
        foreach (var invocation in hanging)
        {
            var fault = await Assert.ThrowsAsync<InvocationFailedException>(() => invocation);
            Assert.Contains("functionTimeout", fault.Message, StringComparison.Ordinal);
        }

        await host.Host.WaitUntilReadyAsync(CancellationToken.None);
        Assert.Equal(2, host.Starts);
    }

    [Fact]
    public async Task A_handler_that_cannot_start_stops_the_host_after_three_tries()
    {
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { Starts = "12" });
        var stop = await Assert.ThrowsAsync<HostStoppedException>(() => host.Host.WaitUntilReadyAsync(CancellationToken.None));
        Assert.Contains("stopping with 12", stop.Message, StringComparison.Ordinal);
        Assert.Equal(3, host.Starts);
    }

    // The Functions host ignores exit code 0, so it waits for an answer until the limit.
    [Theory]
    [InlineData("silent")]
    [InlineData("0")]
    public async Task A_handler_that_never_answers_is_restarted_until_the_third_failure(string start)
    {
        var times = new HostTimes { InitializationLimit = TimeSpan.FromSeconds(0.6) };
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { Starts = start, Times = times });
        var stop = await host.StoppedAsync();
        Assert.Contains("did not answer within 0.6 seconds", stop.Message, StringComparison.Ordinal);
        Assert.Equal(2, host.Recorded.StartingWith("host: The handler did not answer").Count);
    }

    [Fact]
    public async Task A_missing_executable_is_named()
    {
        var app = new FunctionApp(Path.GetTempPath(), "no-such-handler", [], Path.GetTempPath(), TimeSpan.FromMinutes(1), 1, 5, [], [], []);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var host = FunctionsHost.Start(app, settings, azurite.Blobs, queues: null, new HostEvents());
        var fault = await Assert.ThrowsAsync<FunctionAppException>(() => host.RunAsync(CancellationToken.None));
        Assert.Contains("no-such-handler", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Build or publish", fault.Message, StringComparison.Ordinal);
    }
}
