using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CamFunctions.Functions.Handler;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The handler on a free port, and requests in the form of the Functions host.</summary>
internal sealed class RunningHandler : IAsyncDisposable
{
    private readonly WebApplication application;

    private RunningHandler(WebApplication application)
    {
        this.application = application;
        Http = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public InvocationDrain Drain => application.Services.GetRequiredService<InvocationDrain>();

    public static async Task<RunningHandler> StartAsync(
        ImageProcessor processor,
        ImageStore store,
        TimeSpan outageLimit = default,
        bool deletesResults = false)
    {
        var built = HandlerApplication.Build(
            Task.FromResult(processor),
            processor.Options.MaxBytes,
            store,
            deletesResults,
            outageLimit,
            port: 0,
            logging => logging.SetMinimumLevel(LogLevel.None));
        await built.StartAsync();
        return new RunningHandler(built);
    }

    /// <summary>A handler whose storage nobody can reach.</summary>
    public static Task<RunningHandler> StartWithoutStorageAsync(ImageProcessor processor)
    {
        var settings = AzuriteFixture.SettingsOf(("ImageStorage", EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take())));
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, new ContainerNames("images", "overlays", "predictions"));
        return StartAsync(processor, store);
    }

    public Task<(int Status, JsonElement Answer)> InvokeAsync(Uri blob) => PostAsync(HostInvocation.For(blob));

    public async Task<(int Status, JsonElement Answer)> PostAsync(string body, string function = LocalizeImageFunction.FunctionName)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}")
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        using var response = await Http.SendAsync(request);
        return await ReadAsync(response);
    }

    public static async Task<(int Status, JsonElement Answer)> ReadAsync(HttpResponseMessage response)
    {
        // Anything else makes the Functions host wait until its time limit.
        Assert.Equal(MediaTypeNames.Application.Json, response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return ((int)response.StatusCode, document.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await application.DisposeAsync();
    }
}
