using Azure.Core;
using Azure.Core.Pipeline;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Runs an action immediately before the first matching request, to reproduce the worst timing reliably.</summary>
internal sealed class InterleavedRequest(Func<Request, bool> fits, Func<Task> happens) : HttpPipelinePolicy
{
    private int done;

    public bool Happened => done == 1;

    /// <param name="method">The method of the request.</param>
    /// <param name="container">What the name of its container begins with.</param>
    /// <param name="happens">The action.</param>
    public static InterleavedRequest Before(RequestMethod method, string container, Func<Task> happens) => new(
        request => request.Method == method && request.Uri.Path.Contains($"/{container}-", StringComparison.Ordinal), happens);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (fits(message.Request) && Interlocked.Exchange(ref done, 1) == 0)
        {
            await happens();
        }

        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("All requests of this project are asynchronous.");
}
