using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>Which images the gallery shows, and how.</summary>
[Collection<SharedPage>]
public sealed partial class PageFilterTests
{
    private readonly PageFixture fixture;

    public PageFilterTests(PageFixture fixture)
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        this.fixture = fixture;
    }

    [Fact]
    public async Task The_gallery_shows_only_images_of_a_class_and_keeps_doing_so_while_images_change()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.Page.GetByLabel("Class", new() { Exact = true }).FillAsync("ESPRESSO");
        await Expect(page.Card("chelsea.png")).ToHaveCountAsync(0);
        await page.ShowsAsync("coffee.png", "espresso");
        await Expect(page.Page.Locator("#count")).ToHaveTextAsync(ShownOfAll());

        // What is uploaded now appears only if it is of the class, and disappears if it no longer is.
        await UploadAsync("filtered cat.png", "chelsea");
        await UploadAsync("filtered cup.png", "coffee");
        await page.ShowsAsync("filtered cup.png", "espresso");
        await fixture.Host.PrintsAsync("filtered cat.png: ");
        await Expect(page.Card("filtered cat.png")).ToHaveCountAsync(0);
        await UploadAsync("filtered cup.png", "camera");
        await Expect(page.Card("filtered cup.png")).ToHaveCountAsync(0);

        await page.Page.GetByLabel("Class", new() { Exact = true }).FillAsync("no such class");
        await Expect(page.Page.Locator("#none")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await page.ShowsAsync("filtered cup.png", "tripod");
        await page.ShowsAsync("filtered cat.png", "Egyptian cat");
    }

    [Fact]
    public async Task The_gallery_shows_only_images_in_a_state_or_of_a_probability()
    {
        await using var page = await fixture.OpenAsync();
        await fixture.Host.Store.UploadAsync("filtered nothing.jpg", []);
        await page.ShowsAsync("filtered nothing.jpg", "refused");
        await page.ShowsAsync("chelsea.png", "Egyptian cat 69.9 %");
        await page.Page.GetByLabel("Probability at least").FillAsync("70.1");
        await Expect(page.Card("chelsea.png")).ToHaveCountAsync(0);
        await page.Page.GetByLabel("Probability at least").FillAsync("69.9");
        await page.ShowsAsync("chelsea.png", "Egyptian cat 69.9 %");
        await Expect(page.Card("filtered nothing.jpg")).ToHaveCountAsync(0);

        await page.Page.GetByLabel("Probability at least").FillAsync(string.Empty);
        await page.Page.GetByLabel("State").SelectOptionAsync("refused");
        await page.ShowsAsync("filtered nothing.jpg", "refused");
        await Expect(page.Card("chelsea.png")).ToHaveCountAsync(0);
        await page.Page.GetByLabel("State").SelectOptionAsync("localized");
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await Expect(page.Card("filtered nothing.jpg")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_link_or_a_reload_keeps_the_filter_and_the_pictures()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.Page.GetByLabel("Class", new() { Exact = true }).FillAsync("egyptian c");
        await page.Page.GetByLabel("Probability at least").FillAsync("12.5");
        await page.Page.GetByLabel("Overlays").CheckAsync();
        await Expect(page.Page).ToHaveURLAsync($"{fixture.Host.Address}/#/?class=egyptian+c&probability=12.5&pictures=overlays");
        await page.Page.ReloadAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await Expect(page.Card("rocket.jpg")).ToHaveCountAsync(0);
        await Expect(page.Page.GetByLabel("Overlays")).ToBeCheckedAsync();

        await page.ViewAsync("chelsea.png");
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("#viewer-title")).ToHaveTextAsync("chelsea.png");
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page).ToHaveURLAsync($"{fixture.Host.Address}/#/?class=egyptian+c&probability=12.5&pictures=overlays");
        await Expect(page.Page.GetByLabel("Class", new() { Exact = true })).ToHaveValueAsync("egyptian c");
        await Expect(page.Card("rocket.jpg")).ToHaveCountAsync(0);

        // Another link in the same window.
        await page.Page.EvaluateAsync("() => { location.hash = '#/?state=done'; }");
        await page.ShowsAsync("rocket.jpg", "drilling platform");
        await Expect(page.Page.GetByLabel("Overlays")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_card_shows_its_overlay_when_it_is_pointed_at_or_focused_or_when_all_do()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        var (card, overlay) = (page.Card("chelsea.png").Locator("a"), page.Card("chelsea.png").Locator(".overlay"));
        await Expect(overlay).ToBeHiddenAsync();
        Assert.Equal(0, await overlay.EvaluateAsync<int>("image => image.naturalWidth"));
        await card.HoverAsync();
        await Expect(overlay).ToBeVisibleAsync();
        await Eventually.HoldsAsync("the overlay is loaded", () => overlay.EvaluateAsync<bool>("image => image.naturalWidth === 320"));

        await page.Page.Mouse.MoveAsync(0, 0);
        await Expect(overlay).ToBeHiddenAsync();
        await page.Page.GetByLabel("Overlays").FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await card.FocusAsync();
        await Expect(overlay).ToBeVisibleAsync();
        await page.Page.GetByLabel("Class", new() { Exact = true }).FocusAsync();
        await Expect(overlay).ToBeHiddenAsync();

        await page.Page.GetByLabel("Overlays").CheckAsync();
        await Expect(overlay).ToBeVisibleAsync();
        await card.HoverAsync();
        await Expect(overlay).ToBeHiddenAsync();
        var box = await page.Card("chelsea.png").Locator(".photograph").BoundingBoxAsync();
        await page.Page.Mouse.MoveAsync(0, 0);
        await Expect(overlay).ToBeVisibleAsync();
        Assert.Equivalent(box, await overlay.BoundingBoxAsync());
    }

    private Task UploadAsync(string name, string photograph) => fixture.Host.Store.UploadAsync(name, Photographs.Read(photograph));

    [GeneratedRegex(@"^[0-9]+ of [0-9]+ images$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShownOfAll();
}
