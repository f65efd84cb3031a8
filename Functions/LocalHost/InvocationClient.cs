using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CamFunctions.Handler;

namespace CamFunctions.LocalHost;

/// <summary>Posts invocations to the handler and judges its answers as the Functions host does.</summary>
internal sealed class InvocationClient(Uri handler, TimeSpan functionTimeout) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = handler, Timeout = functionTimeout };

    /// <returns>The lines for the invocation's log.</returns>
    /// <exception cref="InvocationFailedException">The handler did not answer with success.</exception>
    public async Task<IReadOnlyList<string>> InvokeAsync(string function, WatchedImage image, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, function)
        {
            Content = new StringContent(InvocationPayload.Of(image), Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.0.0.0");
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return Judge(response, await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException fault)
        {
            throw new InvocationFailedException($"the handler does not answer: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InvocationFailedException($"it took longer than host.json's functionTimeout of {functionTimeout}");
        }
    }

    public void Dispose() => http.Dispose();

    private static IReadOnlyList<string> Judge(HttpResponseMessage response, string body)
    {
        if (response.Content.Headers.ContentType?.MediaType != MediaTypeNames.Application.Json || body.Length == 0)
        {
            throw new InvocationFailedException($"the handler answered {(int)response.StatusCode} without JSON");
        }

        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(body, HandlerJsonContext.Default.InvocationResponse)!.Logs
            : throw new InvocationFailedException(JsonSerializer.Deserialize(body, HandlerJsonContext.Default.FaultResponse)!.Error);
    }
}
