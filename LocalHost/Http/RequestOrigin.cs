namespace CamFunctions.LocalHost.Http;

/// <summary>Tells requests of this machine's own programs and pages from those of other sites in the same browser.</summary>
internal static class RequestOrigin
{
    private static readonly string[] OwnNames = ["127.0.0.1", "localhost"];

    public static bool IsOwn(HttpRequest request)
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
