using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions;

/// <summary>The worker as a process, with a host that kills it, gives up on invocations and sends duplicates.</summary>
public sealed class WorkerProcessTests(AzuriteFixture azurite)
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
            host.KillWorker();
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
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "nonsense", "is not a connection string of Application Insights")]
    public async Task A_bad_setting_stops_start_up_with_a_message_and_an_exit_code(string name, string value, string words)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ImageStorage"] = azurite.ConnectionString,
            ["ModelPath"] = ModelFixture.QuantizedPath,
            [name] = value,
        };
        await using var host = await TestHost.StartAsync();
        await using var program = await RunningProgram.Worker(environment, host.Arguments).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Started_by_hand_it_explains_how_to_start_it()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ImageStorage"] = azurite.ConnectionString };
        await using var program = await RunningProgram.Worker(environment).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("start it with 'dotnet run --project Functions' or 'cam host'", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_ends_it_with_a_sentence()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ImageStorage"] = azurite.ConnectionString,
            ["ModelPath"] = ModelFixture.QuantizedPath,
        };
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        await using var program = await RunningProgram
            .Worker(environment, TestHost.ArgumentsFor(nobody, "worker"))
            .ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("The Functions host does not answer", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }
}
