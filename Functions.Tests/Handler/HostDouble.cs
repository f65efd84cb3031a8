using System.Net.Mime;
using System.Text;
using CamFunctions.Storage;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Handler;

/// <summary>Starts the handler's executable as the Functions host does, and speaks to it as the host does.</summary>
internal sealed class HostDouble : IAsyncDisposable
{
    private readonly RunningProgram handler;
    private readonly ImageStore store;
    private readonly HttpClient http;

    private HostDouble(RunningProgram handler, ImageStore store, int port)
    {
        this.handler = handler;
        this.store = store;
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <param name="azurite">The storage.</param>
    /// <param name="store">The containers.</param>
    /// <param name="settings">Further application settings.</param>
    /// <param name="executable">A published one, in whose folder it is started; else that of the tests' build.</param>
    public static async Task<HostDouble> StartAsync(
        AzuriteFixture azurite,
        ImageStore store,
        IReadOnlyDictionary<string, string>? settings = null,
        string? executable = null)
    {
        var port = FreePort.Take();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}",
            ["ImageStorage"] = azurite.ConnectionString,
            ["ImagesContainer"] = store.Names.Images,
            ["OverlaysContainer"] = store.Names.Overlays,
            ["PredictionsContainer"] = store.Names.Predictions,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }

        var host = new HostDouble(Launch(executable, environment), store, port);
        await Eventually.HoldsAsync("the handler is ready", host.IsReadyAsync);
        return host;
    }

    public void KillHandler() => handler.Kill();

    /// <param name="image">The blob.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="traceParent">The host's own span, in W3C's form.</param>
    public async Task<int> InvokeAsync(string image, CancellationToken cancellation, string? traceParent = null)
    {
        var body = HostInvocation.For(store.Images.GetBlobClient(image).Uri);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/LocalizeImage")
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var response = await http.SendAsync(request, cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>Ends the handler in order, which the Functions host never does.</summary>
    public async Task StopAsync()
    {
        handler.Interrupt();
        await handler.ExitedAsync();
    }

    /// <returns>0 where the handler went away.</returns>
    public async Task<int> TryInvokeAsync(string image)
    {
        try
        {
            return await InvokeAsync(image, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await handler.DisposeAsync();
    }

    private static RunningProgram Launch(string? executable, IReadOnlyDictionary<string, string> environment) => executable is null
        ? RunningProgram.Functions(environment)
        : RunningProgram.Executable(executable, environment, Path.GetDirectoryName(executable));

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(handler.HasExited, handler.Errors);
        try
        {
            using var response = await http.GetAsync(new Uri("/", UriKind.Relative));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
