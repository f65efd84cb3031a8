using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>A browser window with the page. Console errors and requests to other servers fail the test when it is disposed.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    /// <summary>The browser logs every failed request, including those for pictures of refused images.</summary>
    private const string ExpectedError = "Failed to load resource: the server responded with a status of 4";

    private readonly IBrowserContext context;
    private readonly string address;
    private readonly ConcurrentQueue<string> faults = new();

    private BrowserPage(IBrowserContext context, IPage page, string address)
    {
        this.context = context;
        this.address = address;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.StartsWith(ExpectedError, StringComparison.Ordinal))
            {
                faults.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, exception) => faults.Enqueue($"script: {exception}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal))
            {
                faults.Enqueue($"outside request: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public ILocator Cards => Page.Locator("#gallery li");

    public static async Task<BrowserPage> OpenAsync(IBrowserContext context, string address)
    {
        var opened = await NewAsync(context, address);
        await opened.LoadAsync();
        return opened;
    }

    /// <summary>An empty window, in which a test can route requests before there are any.</summary>
    public static async Task<BrowserPage> NewAsync(IBrowserContext context, string address) =>
        new(context, await context.NewPageAsync(), address);

    public Task LoadAsync() => Page.GotoAsync(address);

    public ILocator Card(string name) => Cards.Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });

    /// <summary>Waits until the card of an image contains these words.</summary>
    public Task ShowsAsync(string name, string words) =>
        Assertions.Expect(Card(name)).ToContainTextAsync(words, new() { Timeout = 60_000 });

    /// <summary>Opens the view of one image, and waits for its classes.</summary>
    public async Task ViewAsync(string name)
    {
        await Card(name).Locator("a").ClickAsync();
        await Assertions.Expect(Page.Locator("#classes input").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>The pixels of the canvas, as red, green, blue and opacity.</summary>
    public async Task<byte[]> CanvasAsync() => Convert.FromBase64String(await Page.EvaluateAsync<string>(
        """
        () => {
          const canvas = document.getElementById('canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let text = '';
          for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
          return btoa(text);
        }
        """));

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(faults);
    }
}
