using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The page in Chromium, with the real local host.</summary>
[Collection<SharedPage>]
public sealed class PageTests
{
    private readonly PageFixture fixture;
    private readonly SmallModelFixture small;

    public PageTests(PageFixture fixture, SmallModelFixture small)
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        this.fixture = fixture;
        this.small = small;
    }

    [Fact]
    public async Task The_first_start_shows_the_samples_with_their_classes()
    {
        await using var first = await RunningLocalHost.StartAsync();
        await using var page = await fixture.OpenAsync(new() { ViewportSize = new() { Width = 1200, Height = 760 } }, first);
        await page.ShowsAsync("chelsea.png", "Egyptian cat 69.9 %");
        await page.ShowsAsync("coffee.png", "espresso");
        await page.ShowsAsync("camera.png", "tripod");
        await page.ShowsAsync("rocket.jpg", "drilling platform");
        await Eventually.HoldsAsync("all thumbnails are there", () => page.Page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('#gallery img')].filter((image) => image.naturalWidth > 0).length === 7"));
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, "gallery.png") });

        await page.ViewAsync("chelsea.png");
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, "image.png") });
        await page.Page.GetByLabel("All classes side by side").CheckAsync();
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, "comparison.png") });
    }

    [Fact]
    public async Task Picked_files_are_uploaded_and_shown_without_a_reload()
    {
        await using var page = await fixture.OpenAsync();
        await page.Page.SetInputFilesAsync(
            "#files",
            [Payload("picked cup.png", Photographs.Read("coffee")), Payload("picked nothing.jpg", [])]);
        await page.ShowsAsync("picked cup.png", "espresso");
        await page.ShowsAsync("picked nothing.jpg", "refused: The file is empty");
        await Expect(page.Page.Locator("#status")).ToHaveTextAsync("Uploaded 2 images.");

        // The same name again: nothing is replaced.
        await page.Page.SetInputFilesAsync("#files", [Payload("picked cup.png", Photographs.Read("chelsea"))]);
        await page.ShowsAsync("picked cup (2).png", "Egyptian cat");
        await page.ShowsAsync("picked cup.png", "espresso");

        await page.Card("picked nothing.jpg").Locator("a").ClickAsync();
        await Expect(page.Page.Locator("#problem")).ToContainTextAsync("The file is empty");
        await Expect(page.Page.Locator("#canvas")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Files_are_uploaded_by_drag_and_drop()
    {
        await using var page = await fixture.OpenAsync();
        var data = await page.Page.EvaluateHandleAsync(
            """
            (base64) => {
              const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
              const transfer = new DataTransfer();
              transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
              return transfer;
            }
            """,
            Convert.ToBase64String(Photographs.Read("camera")));
        await page.Page.DispatchEventAsync("body", "dragover", new { dataTransfer = data });
        await Expect(page.Page.Locator("#drop")).ToBeVisibleAsync();
        await page.Page.DispatchEventAsync("body", "drop", new { dataTransfer = data });
        await Expect(page.Page.Locator("#drop")).ToBeHiddenAsync();
        await page.ShowsAsync("dropped.png", "tripod");
    }

    [Fact]
    public async Task Choosing_another_class_or_map_shows_it_with_region_and_peak()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.ViewAsync("chelsea.png");
        var canvas = page.Page.Locator("#canvas");
        await Expect(canvas).ToHaveAttributeAsync("aria-label", Pattern("saw Egyptian cat, strongest in the box from"));
        var best = await page.CanvasAsync();

        // With the keyboard, like any group of radio buttons.
        await page.Page.Locator("#classes input").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Page.Locator("#classes input").Nth(1)).ToBeCheckedAsync();
        await Expect(canvas).Not.ToHaveAttributeAsync("aria-label", Pattern("Egyptian cat"));
        var second = await page.CanvasAsync();
        Assert.True(Different(best, second) > 0.2, "Another class has another map.");

        // What tells it from all of the best others, and from one of them.
        var rival = page.Page.Locator("#rival");
        await Expect(rival).ToBeDisabledAsync();
        await page.Page.Locator("#maps input").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(canvas).ToHaveAttributeAsync("aria-label", Pattern("tells tiger cat from Egyptian cat, tabby and lynx, with"));
        var contrast = await page.CanvasAsync();
        Assert.True(Different(second, contrast) > 0.2, "What tells it from others is another map.");
        await rival.SelectOptionAsync("lynx");
        await Expect(canvas).ToHaveAttributeAsync("aria-label", Pattern("what tells tiger cat from lynx, with its peak"));
        Assert.True(Different(contrast, await page.CanvasAsync()) > 0.2, "Another rival makes another map.");
        await Expect(rival.Locator("option")).ToHaveTextAsync(["the three best others", "Egyptian cat", "tabby", "lynx", "plastic bag"]);
        await page.Page.Locator("#maps input").First.CheckAsync();
        Assert.Equal(0, Different(second, await page.CanvasAsync()));

        await page.Page.Locator("#box").UncheckAsync();
        var bare = await page.CanvasAsync();
        Assert.InRange(Different(second, bare), 0.001, 0.2);
        await page.Page.Locator("#colors").SelectOptionAsync("viridis");
        var green = await page.CanvasAsync();
        Assert.True(Different(bare, green) > 0.5, "Other colours colour differently.");
        await page.Page.Locator("#opacity").FillAsync("0");
        Assert.True(Different(green, await page.CanvasAsync()) > 0.5, "Without opacity there is only the photograph.");
    }

    [Fact]
    public async Task More_images_are_loaded_while_scrolling()
    {
        await using var host = await RunningLocalHost.StartAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ModelPath"] = small.ModelPath });
        await Parallel.ForEachAsync(Enumerable.Range(0, 150), async (index, _) => await host.Store.UploadAsync($"{index}.jpg", []));
        await Eventually.HoldsAsync("all are done", async () => await host.Store.Predictions.CountAsync() == 157);
        await using var page = await fixture.OpenAsync(new() { ViewportSize = new() { Width = 800, Height = 600 } }, host);
        await Expect(page.Page.Locator("#count")).ToHaveTextAsync("157 images");
        await Expect(page.Cards).ToHaveCountAsync(60);
        await Eventually.HoldsAsync("all cards are there", async () =>
        {
            await page.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
            return await page.Cards.CountAsync() == 157;
        });
        await Expect(page.Page.Locator("#more")).ToBeHiddenAsync();

        await host.Store.UploadAsync("one more.jpg", []);
        await Expect(page.Page.Locator("#count")).ToHaveTextAsync("158 images", new() { Timeout = 20_000 });
        await Expect(page.Cards.First).ToContainTextAsync("one more.jpg");
    }

    [Theory]
    [InlineData("\"quoted\" & 'too'.png")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>.png")]
    [InlineData("mit Leerzeichen/größer/日本 🐈.png")]
    [InlineData("100% sure?#1+2;a=b.png")]
    [InlineData("dots/.../and %2F.png")]
    public async Task Any_image_name_is_shown_as_text_and_can_be_opened(string name)
    {
        await using var page = await fixture.OpenAsync();
        await fixture.Host.Store.UploadAsync(name, Photographs.Read("coffee"));
        await page.ShowsAsync(name, "espresso");
        await page.ViewAsync(name);
        await Expect(page.Page.Locator("#viewer-title")).ToHaveTextAsync(name);
        await Expect(page.Page.Locator("#json")).ToContainTextAsync("\"espresso\"");
        await Expect(page.Page.Locator("script:not([src='app.js'])")).ToHaveCountAsync(0);

        // The address opens the same image, and the back button returns to the gallery.
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("#viewer-title")).ToHaveTextAsync(name);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(page.Page.Locator("#viewer")).ToBeHiddenAsync();
        await fixture.Host.Store.Images.GetBlobClient(name).DeleteAsync();
        await Expect(page.Card(name)).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }

    private static FilePayload Payload(string name, byte[] content) => new() { Name = name, MimeType = "image/png", Buffer = content };

    private static Regex Pattern(string text) => new(text, RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The share of bytes that differ visibly.</summary>
    private static double Different(byte[] one, byte[] other) =>
        one.Zip(other).Count(pair => Math.Abs(pair.First - pair.Second) > 8) / (double)one.Length;
}
