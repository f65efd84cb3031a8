namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Finds the functions with an HTTP trigger. The Functions host forwards a request as it came if <c>enableForwardingHttpRequest</c> is
/// set and the function has one HTTP trigger, one HTTP output and nothing else (FunctionMetadataExtensions.IsHttpInAndOutFunction);
/// otherwise it sends the handler JSON, which no function of this project reads.
/// </summary>
internal static class HttpFunctionReader
{
    private const string Trigger = "httpTrigger";
    private const string Output = "http";
    private const string ForwardingKey = "customHandler:enableForwardingHttpRequest";
    private const string PrefixKey = "extensions:http:routePrefix";
    private const string DefaultPrefix = "api";

    /// <exception cref="FunctionAppException">A function's requests would not be forwarded as they came.</exception>
    public static IReadOnlyList<HttpFunction> ReadAll(IEnumerable<FunctionFile> files, HostFileValues host) =>
    [
        .. files.SelectMany(file => file.BindingsOf(Trigger).Select(trigger => Function(file, trigger, host))),
    ];

    private static HttpFunction Function(FunctionFile file, FunctionBinding trigger, HostFileValues host)
    {
        if (!string.Equals(host.Text(ForwardingKey), bool.TrueString, StringComparison.OrdinalIgnoreCase))
        {
            throw new FunctionAppException(
                $"{host.File}: customHandler.enableForwardingHttpRequest must be true for the HTTP trigger in {file.Path}.");
        }

        if (file.Bindings.Count != 2 || !file.Bindings.Any(binding => binding.Is(Output)))
        {
            throw new FunctionAppException(
                $"{file.Path}: besides its HTTP trigger the function needs one binding of the type {Output}, and no other.");
        }

        string?[] segments = [host.Configuration[PrefixKey] ?? DefaultPrefix, trigger.Route ?? file.Name];
        return new HttpFunction(file.Name, $"/{string.Join('/', segments.Where(segment => segment is { Length: > 0 }))}");
    }
}
