using Azure.Core;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

/// <summary>Holds an invocation before its first request of a kind, until it is released.</summary>
internal sealed class HeldRequest
{
    private readonly TaskCompletionSource reached = new();
    private readonly TaskCompletionSource released = new();

    /// <param name="method">The method of the request.</param>
    /// <param name="container">What the name of its container begins with.</param>
    public HeldRequest(RequestMethod method, string container) => Request = InterleavedRequest.Before(method, container, () =>
    {
        reached.SetResult();
        return released.Task;
    });

    public InterleavedRequest Request { get; }

    /// <summary>Completes when the invocation is held.</summary>
    public Task Reached => reached.Task;

    public void Release() => released.SetResult();
}
