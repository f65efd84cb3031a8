using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Blobs;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Shared.Analysis;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Functions.Handler;

/// <summary>Reads the host's HTTP request, processes the blob, and answers with its report or fault.</summary>
internal sealed class InvocationEndpoint(BlobProcessor processor, InvocationDrain drain, ILogger<InvocationEndpoint> logger)
{
    /// <summary>The folder of function.json, and therefore the path of invocations.</summary>
    public const string FunctionName = "LocalizeImage";

    private const string InvocationIdHeader = "X-Azure-Functions-InvocationId";

    public async Task<IResult> InvokeAsync(HttpContext context)
    {
        var invocationId = context.Request.Headers[InvocationIdHeader].ToString();
        using var span = StartSpan(context.Request.Headers, invocationId);
        using var entered = await drain.EnterAsync(context.RequestAborted);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.GiveUp);
        try
        {
            var address = await ReadAddressAsync(context);
            span?.SetTag("camfunctions.image", address.BlobName);
            var report = await processor.ProcessAsync(address, redo: false, cancellation.Token);
            span?.SetTag("camfunctions.outcome", report.Outcome.ToString().ToLowerInvariant());
            return TypedResults.Json(InvocationResponse.Success(report.Sentence), HandlerJsonContext.Default.InvocationResponse);
        }
        catch (UnreadableInvocationException fault)
        {
            logger.InvocationUnreadable(invocationId, fault.Message);
            return Fault(StatusCodes.Status400BadRequest, fault.Message);
        }
        // The host retries after any other fault and finally puts the message in the poison queue.
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            logger.InvocationFailed(fault, invocationId);
            return Fault(StatusCodes.Status500InternalServerError, fault.Message);
        }
    }

    public static IResult Fault(int status, string sentence) =>
        TypedResults.Json(new FaultResponse(sentence), HandlerJsonContext.Default.FaultResponse, statusCode: status);

    /// <summary>
    /// Starts a span under that of the host, which sends its context in the W3C trace context headers. The host's span is the request;
    /// a second one of the kind server would count each image twice in Application Insights.
    /// </summary>
    private static Activity? StartSpan(IHeaderDictionary headers, string invocationId)
    {
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);
        return AnalysisTelemetry.Spans
            .StartActivity(FunctionName, ActivityKind.Internal, parent)?
            .SetTag("faas.invocation_id", invocationId);
    }

    private static async Task<BlobUriBuilder> ReadAddressAsync(HttpContext context)
    {
        try
        {
            var request = await JsonSerializer.DeserializeAsync(
                context.Request.Body,
                HandlerJsonContext.Default.InvocationRequest,
                context.RequestAborted);
            return Uri.TryCreate(request?.Metadata?.Uri, UriKind.Absolute, out var uri)
                ? new BlobUriBuilder(uri)
                : throw new UnreadableInvocationException(
                    "The invocation has no blob address in Metadata.Uri. Is function.json's only binding the blob trigger?");
        }
        catch (JsonException fault)
        {
            throw new UnreadableInvocationException(
                $"The invocation's body is not the JSON that the Functions host sends: {fault.Message}");
        }
    }
}
