using System.Net;
using System.Net.Sockets;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Handler;

/// <summary>The handler as a process, with a host that kills it, gives up on invocations and sends duplicates.</summary>
public sealed class HandlerProcessTests(AzuriteFixture azurite, SmallModelFixture small)
{
    [Fact]
    public async Task Work_that_was_killed_halfway_is_complete_after_a_retry()
    {
        var store = await azurite.NewStoreAsync();
        string[] images = [.. Directory.GetFiles(Photographs.Folder).Select(path => Path.GetFileName(path)!)];
        foreach (var image in images)
        {
            await store.UploadAsync(image, await File.ReadAllBytesAsync(Path.Combine(Photographs.Folder, image)));
        }

        // Killed after the first result, with others in progress; then again at another moment.
        foreach (var enough in new[] { 1, 4 })
        {
            await using var host = await RunningFunctions.StartAsync(azurite, store);
            var invocations = images.Select(host.TryInvokeAsync).ToArray();
            await Eventually.HoldsAsync($"{enough} overlays", async () => await store.Overlays.CountAsync() >= enough);
            host.KillHandler();
            await Task.WhenAll(invocations);
        }

        await using var calm = await RunningFunctions.StartAsync(azurite, store);
        // Event Grid delivers some events twice.
        var succeeded = await Task.WhenAll(images.Concat(images).Select(calm.TryInvokeAsync));
        Assert.All(succeeded, Assert.True);
        Assert.Equal((images.Length, images.Length), (await store.Overlays.CountAsync(), await store.Predictions.CountAsync()));
        await store.AssertLocalizedAsync("chelsea.png", "Egyptian cat");
        await store.AssertLocalizedAsync("coffee.png", "espresso");
        await store.AssertLocalizedAsync("camera.png", "tripod");
    }

    [Fact]
    public async Task An_invocation_that_the_host_gave_up_on_does_not_affect_others()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await using var host = await RunningFunctions.StartAsync(azurite, store);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.InvokeAsync("cat.png", impatient.Token));
        await host.InvokeAsync("cat.png");
        await store.AssertLocalizedAsync("cat.png", "Egyptian cat");
    }

    [Theory]
    [InlineData("Top", "many", "The setting Top")]
    [InlineData("ModelPath", "/nowhere/model.onnx", "/nowhere/model.onnx")]
    [InlineData("ImageStorage", "", "No storage is set")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "http", "FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "", "start it with 'dotnet run --project Functions' or 'cam host'")]
    public async Task A_bad_setting_stops_start_up_with_a_message_and_an_exit_code(string name, string value, string words)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{FreePort.Take()}",
            ["ImageStorage"] = azurite.ConnectionString,
            [name] = value,
        };
        await using var program = await RunningProgram.Handler(environment).ExitedAsync();
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_stops_start_up_with_a_message_and_an_exit_code()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{((IPEndPoint)other.LocalEndpoint).Port}",
            ["ImageStorage"] = azurite.ConnectionString,
            ["ModelPath"] = small.ModelPath,
        };
        await using var program = await RunningProgram.Handler(environment).ExitedAsync();
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains("address already in use", program.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }
}
