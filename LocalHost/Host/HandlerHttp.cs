namespace CamFunctions.LocalHost.Host;

/// <summary>HTTP to the handler: without a proxy, which has no business between two processes of a machine.</summary>
internal static class HandlerHttp
{
    public static HttpClient Create() => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
}
