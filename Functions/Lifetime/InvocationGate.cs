using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CamFunctions.Functions.Lifetime;

/// <summary>Holds invocations until the model is loaded, and those that arrive when the worker is stopping.</summary>
internal sealed class InvocationGate(ModelLoading loading, InvocationDrain drain) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await loading.Completion.WaitAsync(context.CancellationToken);
        using var entered = await drain.EnterAsync(context.CancellationToken);
        await next(context);
    }
}
