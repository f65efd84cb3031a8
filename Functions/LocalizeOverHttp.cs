using System.Diagnostics;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Functions.Requests;
using CamFunctions.Functions.Telemetry;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Functions;

/// <summary>Answers a request that has an image as its body with the record or the overlay. Nothing is stored.</summary>
internal sealed class LocalizeOverHttp(
    ImageProcessor processor,
    InvocationDrain drain,
    TimeProvider time,
    ILogger<LocalizeOverHttp> logger)
{
    private const string RetryAfterSeconds = "1";

    /// <param name="request">Any method, so that another one than POST gets an answer that says so.</param>
    /// <param name="cancellation">The host gives the invocation up.</param>
    [Function(nameof(LocalizeOverHttp))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = "localize")] HttpRequest request,
        CancellationToken cancellation)
    {
        var aborted = request.HttpContext.RequestAborted;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, aborted, drain.GiveUp);
        try
        {
            using var entered = drain.Enter();
            return await LocalizeAsync(request, stopping.Token);
        }
        catch (Exception) when (aborted.IsCancellationRequested)
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
            InvocationSpan.SetOutcome(ImageOutcome.Refused);
            return Refused(rejection.Code, rejection.Message);
        }
        catch (BadHttpRequestException invalid)
        {
            RequestMetrics.Count(RequestMetrics.Invalid);
            return Problem.Response(invalid.StatusCode, invalid.Message);
        }
        catch (OperationCanceledException)
        {
            RequestMetrics.Count(RequestMetrics.Stopping);
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problem.Response(StatusCodes.Status503ServiceUnavailable, "This instance is stopping. Send the request again.");
        }
        catch (Exception exception)
        {
            RequestMetrics.Count(RequestMetrics.Failed);
            Activity.Current?.SetStatus(ActivityStatusCode.Error, exception.Message);
            logger.RequestFailed(exception);
            return Problem.Response(
                StatusCodes.Status500InternalServerError, "The image could not be processed; the log of the app says why.");
        }
    }

    private async Task<IResult> LocalizeAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = HttpMethods.Post;
            throw new RefusedRequestException(
                StatusCodes.Status405MethodNotAllowed,
                $"{request.Method} is not possible here. Send an image with {HttpMethods.Post}.");
        }

        var form = ResponseForm.Choose(request);
        var options = QueryOptions.Read(request.Query, processor.Options);
        var file = await RequestBody.ReadAsync(request.HttpContext, processor.Limits, cancellation);
        var snapshot = new MemorySnapshot(file, RequestFileName.Of(request), time.GetUtcNow());
        InvocationSpan.SetImage(snapshot.Source.Name);
        var report = await processor.With(options).ProcessAsync(snapshot, redo: true, cancellation);
        InvocationSpan.SetOutcome(report.Outcome);
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
