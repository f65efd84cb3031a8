using CamFunctions.Tests.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>
/// The page where answers come late, fail or are overtaken by others. The answers are the server's own: some are held back, and
/// what has to fail is sent to an address of which the server knows nothing.
/// </summary>
[Collection<SharedPage>]
public sealed class PageFaultTests
{
    private const string Lists = "**/api/images";
    private const string Events = "**/api/events";

    private readonly PageFixture fixture;

    public PageFaultTests(PageFixture fixture)
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        this.fixture = fixture;
    }

    [Fact]
    public async Task A_reload_requested_during_another_one_follows_afterwards()
    {
        await using var page = await fixture.NewAsync();
        var (list, events) = (new HeldRequests(), new HeldRequests());
        await page.Page.RouteAsync(Lists, list.HoldAnswerAsync, new() { Times = 1 });
        await page.Page.RouteAsync(Events, route => events.HoldRequestAsync(route));
        await page.Page.AddInitScriptAsync(
            """
            EventSource = class extends EventSource {
              constructor(address) {
                super(address);
                this.addEventListener('ready', () => { document.body.dataset.test = 'ready'; });
              }
            }
            """);
        await page.LoadAsync();
        await list.Held;

        // No event tells the page of this image, only the list that it asks for when the stream of events is ready.
        await UploadAsync("after the list.png", Photographs.Read("coffee"));
        await fixture.Host.PrintsAsync("after the list.png: ");
        events.Release();
        await Expect(page.Page.Locator("body")).ToHaveAttributeAsync("data-test", "ready");
        list.Release();
        await page.ShowsAsync("after the list.png", "espresso");
    }

    [Fact]
    public async Task Changes_during_a_reload_are_not_lost()
    {
        await using var page = await fixture.NewAsync();
        var (first, others) = (new HeldRequests(), new HeldRequests());
        await page.Page.RouteAsync(Lists, others.HoldAnswerAsync);
        await page.Page.RouteAsync(Lists, first.HoldAnswerAsync, new() { Times = 1 });
        await page.LoadAsync();
        await first.Held;
        await UploadAsync("during the list.png", Photographs.Read("coffee"));
        await page.ShowsAsync("during the list.png", "espresso");
        first.Release();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.ShowsAsync("during the list.png", "espresso");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_failed_first_load_is_shown_and_can_be_retried_with_a_button(ColorScheme scheme)
    {
        await using var page = await fixture.NewAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 1200, Height = 700 } });
        await page.Page.RouteAsync(Lists, route => SendToAsync(route, "/api/images?count=0"));
        await page.LoadAsync();
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The images can't be listed. count is \"0\"; it must be");
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, $"failure-{scheme}.png") });
        Assert.Empty(await AccessibilityCheck.RunAsync(page.Page));

        await page.Page.UnrouteAsync(Lists);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await Expect(page.Page.Locator("#failure")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_failed_first_load_is_retried_when_the_event_stream_reconnects()
    {
        await using var page = await fixture.NewAsync();
        var events = new HeldRequests();
        await page.Page.RouteAsync(Lists, route => SendToAsync(route, "/api/images?count=0"));
        await page.Page.RouteAsync(Events, route => events.HoldRequestAsync(route));
        await page.LoadAsync();
        await Expect(page.Page.Locator("#failure")).ToContainTextAsync("The images can't be listed.");
        await page.Page.UnrouteAsync(Lists);
        events.Release();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await Expect(page.Page.Locator("#failure")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("**/api/images/chelsea.png", "/api/images/nowhere.png")]
    [InlineData("**/api/photographs/chelsea.png?*", "/api/photographs/nowhere.png")]
    [InlineData("**/api/color-maps", "/api/nowhere")]
    public async Task A_late_failure_of_one_image_is_not_shown_for_another(string pattern, string elsewhere)
    {
        await using var page = await fixture.OpenAsync();
        var late = new HeldRequests();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        var refused = $"refused{elsewhere.Replace('/', '-')}.jpg";
        await UploadAsync(refused, []);
        await page.ShowsAsync(refused, "refused: ");
        await page.Page.RouteAsync(pattern, route => late.HoldRequestAsync(route, Address(elsewhere)), new() { Times = 1 });
        await page.Card("chelsea.png").Locator("a").ClickAsync();
        await late.Held;
        await page.Page.EvaluateAsync("name => { location.hash = `#/image/${name}`; }", refused);
        var problem = page.Page.Locator("#problem");
        await Expect(problem).ToContainTextAsync("The file is empty");

        var failure = page.Page.WaitForResponseAsync(answer => answer.Status == 404);
        late.Release();
        await (await failure).FinishedAsync();
        // Another two failures have been dealt with after it.
        await page.Page.EvaluateAsync(
            """
            async () => {
              await fetch('/api/images/nowhere.png');
              await Promise.allSettled([Object.assign(new Image(), { src: '/api/photographs/nowhere.png' }).decode()]);
            }
            """);
        await Expect(problem).ToContainTextAsync("The file is empty");

        // It is asked for again where it is shown again.
        await page.Page.EvaluateAsync("() => { location.hash = '#/image/chelsea.png'; }");
        await Expect(page.Page.Locator("#canvas")).ToBeVisibleAsync();
        await Expect(problem).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Files_added_during_an_upload_are_uploaded_afterwards()
    {
        await using var page = await fixture.OpenAsync();
        var first = new HeldRequests();
        await page.Page.RouteAsync("**/api/images/nameless.png", route => first.HoldRequestAsync(route, Address("/api/images/")));
        await page.Page.SetInputFilesAsync("#files", [Payload("nameless.png"), Payload("second of three.png")]);
        await first.Held;
        await page.Page.SetInputFilesAsync("#files", [Payload("third of three.png")]);
        var status = page.Page.Locator("#status");
        await Expect(status).ToHaveTextAsync("Uploading 1 of 3: nameless.png");
        first.Release();
        await page.ShowsAsync("third of three.png", "refused");
        await page.ShowsAsync("second of three.png", "refused");
        await Expect(status).ToHaveTextAsync(
            "Uploaded 2 of 3 images. nameless.png: An image's name must have 1 to 1024 characters and no control characters.");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task An_image_without_a_picture_has_a_placeholder(ColorScheme scheme)
    {
        await using var page = await fixture.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 1200, Height = 700 } });
        var (refused, name) = ($"refused-{scheme}.jpg", $"unseen-{scheme}.png");
        await UploadAsync(refused, []);
        await page.ShowsAsync(refused, "refused: The file is empty");
        await HasPlaceholderAsync(page.Card(refused), "refused");

        // The thumbnail of this one can't be loaded; that of its next version can.
        await page.Page.RouteAsync($"**/api/thumbnails/{name}?*", route => SendToAsync(route, $"/api/thumbnails/{refused}"));
        await UploadAsync(name, Photographs.Read("coffee"));
        await page.ShowsAsync(name, "espresso");
        await HasPlaceholderAsync(page.Card(name), "no picture");
        Assert.Empty(await AccessibilityCheck.RunAsync(page.Page));
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, $"placeholders-{scheme}.png") });

        await page.Page.UnrouteAllAsync();
        await UploadAsync(name, Photographs.Read("chelsea"));
        await page.ShowsAsync(name, "Egyptian cat");
        await Expect(page.Card(name).Locator(".photograph")).ToBeVisibleAsync();
        await Expect(page.Card(name).Locator(".placeholder")).ToBeHiddenAsync();
    }

    private static async Task HasPlaceholderAsync(ILocator card, string words)
    {
        await Expect(card.Locator(".placeholder")).ToBeVisibleAsync();
        await Expect(card.Locator(".placeholder")).ToHaveTextAsync(words);
        await Expect(card.Locator(".photograph")).ToBeHiddenAsync();
    }

    private static FilePayload Payload(string name) => new() { Name = name, MimeType = "image/png", Buffer = [] };

    private Task UploadAsync(string name, byte[] content) => fixture.Host.Store.UploadAsync(name, content);

    private string Address(string path) => fixture.Host.Address + path;

    private Task SendToAsync(IRoute route, string path) => route.ContinueAsync(new() { Url = Address(path) });
}
