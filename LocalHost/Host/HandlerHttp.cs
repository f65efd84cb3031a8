namespace CamFunctions.LocalHost.Host;

/// <summary>Creates HTTP clients for the handler. They ignore proxy settings, because the handler is on this machine.</summary>
internal static class HandlerHttp
{
    public static HttpClient Create() => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
}
