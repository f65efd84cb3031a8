using CamFunctions.LocalHost.Http;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Page;

/// <summary>
/// Protects the page from other sites that are open in the same browser. They can send requests to this machine, by its address or
/// by a host name of theirs that resolves to it (DNS rebinding). Their requests are refused, and the content security policy allows
/// only the page's own code.
/// </summary>
internal static class PageGuard
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!RequestOrigin.IsOwn(context.Request))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                "This server accepts requests only from its own page, at 127.0.0.1 or localhost.");
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (StorageError.Is(exception) && !context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status502BadGateway, $"Storage failed: {StorageError.Summary(exception)}");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence) =>
        PageProblem.Response(status, sentence).ExecuteAsync(context);
}
