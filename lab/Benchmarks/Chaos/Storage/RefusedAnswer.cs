using Microsoft.AspNetCore.Http;

namespace CamFunctions.Benchmarks.Chaos.Storage;

/// <summary>A refusal in the form of Azure Storage.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code of storage.</param>
/// <param name="RetryAfterSeconds">How long the client is asked to wait; <see langword="null"/> for no header.</param>
internal sealed record RefusedAnswer(int Status, string Code, int? RetryAfterSeconds)
{
    /// <returns><see langword="null"/> if the request is to reach storage.</returns>
    public static RefusedAnswer? Of(ResponseFault? fault) => fault switch
    {
        ResponseFault.TooManyRequests => new(StatusCodes.Status429TooManyRequests, "TooManyRequests", RetryAfterSeconds: 1),
        ResponseFault.InternalError => new(StatusCodes.Status500InternalServerError, "InternalError", RetryAfterSeconds: null),
        ResponseFault.ServerBusy => new(StatusCodes.Status503ServiceUnavailable, "ServerBusy", RetryAfterSeconds: 1),
        ResponseFault.ConditionNotMet => new(StatusCodes.Status412PreconditionFailed, "ConditionNotMet", RetryAfterSeconds: null),
        _ => null,
    };

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        response.Headers["x-ms-error-code"] = Code;
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = $"{seconds}";
        }

        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            response.ContentType = "application/xml";
            await response.WriteAsync(
                $"<?xml version=\"1.0\"?><Error><Code>{Code}</Code><Message>As the chaos test asks.</Message></Error>");
        }
    }
}
