using System.Diagnostics;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Functions.Telemetry;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Functions.Requests;

/// <summary>
/// Answers a request that has an image as its body with the record or the overlay. The Functions host forwards it as it came
/// (<c>enableForwardingHttpRequest</c> in host.json). Nothing is stored.
/// </summary>
internal sealed class LocalizeEndpoint(
    ImageProcessor processor,
    InvocationDrain drain,
    TimeProvider time,
    ILogger<LocalizeEndpoint> logger)
{
    /// <summary>The prefix of host.json and the route of function.json.</summary>
    public const string Route = "/api/localize";

    private const string FunctionName = "LocalizeOverHttp";

    private const string RetryAfterSeconds = "1";

    /// <summary>Answers requests of another method than POST.</summary>
    public static IResult RefuseMethod(HttpContext context)
    {
        RequestMetrics.Count(RequestMetrics.Invalid);
        context.Response.Headers.Allow = HttpMethods.Post;
        return Problem.Response(
            StatusCodes.Status405MethodNotAllowed,
            $"{context.Request.Method} is not possible here. Send an image with {HttpMethods.Post}.");
    }

    public async Task LocalizeAsync(HttpContext context)
    {
        using var span = InvocationSpan.Start(FunctionName, context.Request.Headers);
        using var entered = await drain.EnterAsync(context.RequestAborted);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.GiveUp);
        // Written before the request counts as ended: the process may end immediately after that.
        await (await ResultAsync(context, span, cancellation.Token)).ExecuteAsync(context);
    }

    private async Task<IResult> ResultAsync(HttpContext context, Activity? span, CancellationToken cancellation)
    {
        try
        {
            return await LocalizeAsync(context, span, cancellation);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads it.
            RequestMetrics.Count(RequestMetrics.Cancelled);
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (RefusedRequestException refusal)
        {
            RequestMetrics.Count(RequestMetrics.Invalid);
            return Problem.Response(refusal.Status, refusal.Message);
        }
        catch (RejectedImageException rejection)
        {
            span.SetOutcome(ImageOutcome.Refused);
            return Refused(rejection.Code, rejection.Message);
        }
        catch (BadHttpRequestException fault)
        {
            RequestMetrics.Count(RequestMetrics.Invalid);
            return Problem.Response(fault.StatusCode, fault.Message);
        }
        catch (OperationCanceledException)
        {
            RequestMetrics.Count(RequestMetrics.Stopping);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problem.Response(StatusCodes.Status503ServiceUnavailable, "This instance is stopping. Send the request again.");
        }
        catch (Exception fault)
        {
            RequestMetrics.Count(RequestMetrics.Failed);
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            logger.RequestFailed(fault, InvocationSpan.IdOf(context.Request.Headers));
            return Problem.Response(
                StatusCodes.Status500InternalServerError, "The image could not be processed; the log of the app says why.");
        }
    }

    private async Task<IResult> LocalizeAsync(HttpContext context, Activity? span, CancellationToken cancellation)
    {
        var request = context.Request;
        var form = ResponseForm.Choose(request);
        var options = QueryOptions.Read(request.Query, processor.Options);
        var file = await RequestBody.ReadAsync(context, options.Limits, cancellation);
        var snapshot = new RequestSnapshot(file, RequestFileName.Of(request), time.GetUtcNow());
        span.SetImage(snapshot.Source.Name);
        var report = await processor.With(options).ProcessAsync(snapshot, redo: true, cancellation);
        span.SetOutcome(report.Outcome);
        if (report.Record!.Error is { } error)
        {
            return Refused(error.Code, error.Message);
        }

        RequestMetrics.Count(RequestMetrics.Localized);
        return form == ResponseForm.Overlay
            ? TypedResults.Bytes(snapshot.Overlay!, ResponseForm.Overlay)
            : TypedResults.Bytes(snapshot.Record!, ResponseForm.Record);
    }

    private static IResult Refused(ImageErrorCode code, string sentence)
    {
        RequestMetrics.CountRefused(code);
        return Problem.Response(code, sentence);
    }
}
