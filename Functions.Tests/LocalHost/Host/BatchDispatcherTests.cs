using Azure.Core;
using Azure.Storage.Queues;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The way of a message from the queue to its invocation, and back to the queue or to the poison queue.</summary>
public sealed class BatchDispatcherTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_next_batch_waits_for_the_slowest_of_this_one()
    {
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { Queued = ["held", "ok_1", "ok_2", "ok_3"] });
        await host.Recorded.SeenAsync("done ok_1");
        // Whatever was to be sent on would overtake this invocation beside the queue.
        await host.InvokeAsync("ok_beside");
        await host.ReleaseAsync();
        await host.Recorded.SeenAsync("done ok_2");
        await host.Recorded.SeenAsync("done ok_3");
        string[] steps = [.. host.Recorded.Lines.Where(line => line.Split(' ')[0] is "running" or "done")];
        Assert.Equal("running held, running ok_1, done ok_1: did ok_1, done held: did held", string.Join(", ", steps[..4]));
        Assert.Equal("running ok_2, running ok_3", string.Join(", ", steps[4..6]));
    }

    [Fact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue_exactly_as_the_host_writes_it()
    {
        await using var host = await ScriptedHost.StartAsync(azurite);
        await host.EnqueueAsync("error.\u00FC \"quoted\" \U0001F408.png");
        await host.Recorded.SeenAsync("given up error");
        string[] tries = [.. host.Recorded.StartingWith("failed").Select(line => line.Split(".png ")[1])];
        Assert.Equal([.. Enumerable.Range(1, 5).Select(count => $"{count}: the handler answered 500: the disk is full")], tries);
        Assert.Equal(5, host.Recorded.StartingWith("out: invoked").Count);

        var messages = await azurite.Queues.GetQueueClient("webjobs-blobtrigger-poison").PeekMessagesAsync(maxMessages: 32);
        var message = Assert.Single(
            messages.Value,
            message => message.Body.ToString().Contains(host.Function.Container, StringComparison.Ordinal));
        Assert.Equal(
            $$"""
            {
              "Type": "BlobTrigger",
              "FunctionId": "Host.Functions.Work",
              "BlobType": "BlockBlob",
              "ContainerName": "{{host.Function.Container}}",
              "BlobName": "error.{{"\u00FC"}} \"quoted\" {{"\U0001F408"}}.png",
              "ETag": "\"0x8DC1234567890AB\""
            }
            """,
            message.Body.ToString());
    }

    [Fact]
    public async Task A_duplicate_message_is_invoked_twice_and_one_for_a_deleted_blob_not_at_all()
    {
        await using var host = await ScriptedHost.StartAsync(azurite);
        host.Host.Enqueue(host.Function.Container, "ok_deleted", ScriptedHost.ETag);
        await host.EnqueueAsync("ok_twice", "ok_twice");
        await host.Recorded.SeenAsync("done ok_twice", times: 2);
        await host.Recorded.SeenAsync("gone ok_deleted");
        Assert.Empty(host.Recorded.StartingWith("out: invoked ok_deleted"));
    }

    [Fact]
    public async Task A_connection_that_the_handler_breaks_is_a_failure()
    {
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { WithoutQueues = true });
        await host.EnqueueAsync("break");
        await host.Recorded.SeenAsync("given up break for good");
        Assert.All(
            host.Recorded.StartingWith("failed"),
            line => Assert.Contains("the handler does not answer", line, StringComparison.Ordinal));
        Assert.Equal(["did ok"], await host.InvokeAsync("ok"));
        Assert.Equal(1, host.Starts);
    }

    [Fact]
    public async Task A_message_is_retried_if_the_poison_queue_is_unreachable()
    {
        var options = new QueueClientOptions { Retry = { MaxRetries = 0, Mode = RetryMode.Fixed } };
        var nowhere = new QueueServiceClient(EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take()), options);
        await using var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { Queues = nowhere });
        await host.EnqueueAsync("flaky");
        await host.Recorded.SeenAsync("host: flaky will be tried again");
        await host.ReleaseAsync();
        await host.Recorded.SeenAsync("done flaky");
        Assert.Empty(host.Recorded.StartingWith("given up"));
    }
}
