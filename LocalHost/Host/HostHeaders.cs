namespace CamFunctions.LocalHost.Host;

/// <summary>The headers that the Functions host adds to every request for the handler.</summary>
internal static class HostHeaders
{
    private const string Version = "4.1037.0.0";

    public static void AddTo(HttpRequestMessage request, Guid invocationId)
    {
        request.Headers.Add("X-Azure-Functions-HostVersion", Version);
        request.Headers.Add("X-Azure-Functions-InvocationId", invocationId.ToString());
        request.Headers.UserAgent.ParseAdd($"Azure-Functions-Host/{Version}");
    }
}
