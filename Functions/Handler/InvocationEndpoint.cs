using System.Diagnostics;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Functions.Telemetry;

namespace CamFunctions.Functions.Handler;

/// <summary>Reads the host's HTTP request, runs the function for the blob, and answers with its report or fault.</summary>
internal sealed class InvocationEndpoint(InvocationDrain drain, ILogger<InvocationEndpoint> logger)
{
    public async Task<IResult> InvokeAsync(IInvokedFunction function, HttpContext context)
    {
        var invocationId = InvocationSpan.IdOf(context.Request.Headers);
        using var span = InvocationSpan.Start(function.Name, context.Request.Headers);
        using var entered = await drain.EnterAsync(context.RequestAborted);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.GiveUp);
        try
        {
            var address = await function.ReadAddressAsync(context.Request.Body, context.RequestAborted);
            span.SetImage(address.BlobName);
            var report = await function.RunAsync(address, cancellation.Token);
            span.SetOutcome(report.Outcome);
            return TypedResults.Json(InvocationResponse.Success(report.Sentence), HandlerJsonContext.Default.InvocationResponse);
        }
        catch (UnreadableInvocationException fault)
        {
            logger.InvocationUnreadable(invocationId, fault.Message);
            return Fault(StatusCodes.Status400BadRequest, fault.Message);
        }
        // The host retries after any other fault and finally puts the message in the poison queue; Event Grid sends an event again.
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            logger.InvocationFailed(fault, invocationId);
            return Fault(StatusCodes.Status500InternalServerError, fault.Message);
        }
    }

    public static IResult Fault(int status, string sentence) =>
        TypedResults.Json(new FaultResponse(sentence), HandlerJsonContext.Default.FaultResponse, statusCode: status);
}
