namespace CamFunctions.LocalHost.Host;

/// <summary>A request of the Functions host that a custom handler gets as JSON.</summary>
internal interface IInvocation
{
    string FunctionName { get; }

    /// <summary>The JSON, exactly as the host writes it.</summary>
    string Body { get; }

    Guid InvocationId { get; }

    HttpRequestMessage ToHttp(Uri handler)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler, FunctionName)) { Content = new InvocationContent(Body) };
        HostHeaders.AddTo(request, InvocationId);
        return request;
    }
}
