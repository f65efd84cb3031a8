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

    private static readonly string[] OwnNames = ["127.0.0.1", "localhost"];

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!IsSameOrigin(context.Request))
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
        catch (Exception fault) when (StorageFault.Is(fault) && !context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status502BadGateway, $"Storage failed: {StorageFault.Summary(fault)}");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence) =>
        TypedResults.Json(new FaultResponse(sentence), PageJsonContext.Default.FaultResponse, statusCode: status).ExecuteAsync(context);

    private static bool IsSameOrigin(HttpRequest request)
    {
        var host = request.Host;
        var isOwnHost = OwnNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
            && host.Port == request.HttpContext.Connection.LocalPort;
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        // Tools outside a browser send neither header. Links and bookmarks have no Origin, and any Sec-Fetch-Site.
        var isOwnOrigin = origin.Length == 0 || origin.Equals($"http://{host}", StringComparison.OrdinalIgnoreCase);
        var isNavigation = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";
        return isOwnHost && isOwnOrigin && (site is "" or "same-origin" or "none" || isNavigation);
    }
}
