using Microsoft.Playwright;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>Holds requests of the page until the test releases them.</summary>
internal sealed class HeldRequests
{
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first request is held.</summary>
    public Task Held => held.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Release() => released.TrySetResult();

    /// <summary>Lets the server answer immediately, and passes the answer to the page after the release.</summary>
    public async Task HoldAnswerAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        held.TrySetResult();
        await released.Task;
        await route.FulfillAsync(new() { Response = answer });
    }

    /// <summary>Sends the request to the server after the release.</summary>
    /// <param name="route">The request.</param>
    /// <param name="address">The address to send it to instead of the original one.</param>
    public async Task HoldRequestAsync(IRoute route, string? address = null)
    {
        held.TrySetResult();
        await released.Task;
        await route.ContinueAsync(new() { Url = address });
    }
}
