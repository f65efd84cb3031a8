using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CamFunctions.Functions.Lifetime;

/// <summary>
/// Holds invocations until the model is loaded, and those for images that arrive when the worker is stopping. The function over HTTP
/// answers such requests itself.
/// </summary>
internal sealed class InvocationGate(ModelLoading loading, InvocationDrain drain) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await loading.Completion.WaitAsync(context.CancellationToken);
        using var entered = context.GetHttpContext() is null ? await drain.EnterOrHoldAsync(context.CancellationToken) : null;
        await next(context);
    }
}
