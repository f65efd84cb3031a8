using CamFunctions.Tests.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The page for people who do not see it well, or use a keyboard or a phone.</summary>
[Collection<SharedPage>]
public sealed class PageAccessibilityTests
{
    private readonly PageFixture fixture;

    public PageAccessibilityTests(PageFixture fixture)
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        this.fixture = fixture;
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 1200)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task The_page_is_accessible_in_light_and_dark_mode_and_on_a_phone(ColorScheme scheme, int width)
    {
        var viewport = new ViewportSize { Width = width, Height = 700 };
        await using var page = await fixture.OpenAsync(new() { ColorScheme = scheme, ViewportSize = viewport });
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await IsAccessibleAsync("gallery");
        await page.Page.GetByLabel("Overlays").CheckAsync();
        // Away from the images: the one that is pointed at shows its photograph.
        await page.Page.Mouse.MoveAsync(0, 0);
        var overlay = page.Card("chelsea.png").Locator(".overlay");
        await overlay.ScrollIntoViewIfNeededAsync();
        await Eventually.HoldsAsync("an overlay is loaded", () => overlay.EvaluateAsync<bool>("image => image.naturalWidth > 0"));
        await IsAccessibleAsync("overlays");
        await page.Page.GetByLabel("Class", new() { Exact = true }).FillAsync("no such class");
        await Expect(page.Page.Locator("#none")).ToBeVisibleAsync();
        await page.Page.EvaluateAsync("() => { document.getElementById('empty').hidden = false; }");
        await IsAccessibleAsync("empty");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();

        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.ViewAsync("chelsea.png");
        await IsAccessibleAsync("image");
        await page.Page.GetByLabel("All classes side by side").CheckAsync();
        await IsAccessibleAsync("comparison");
        var fits = await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth");
        Assert.True(fits, "The page does not scroll sideways.");
        var ground = await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(22, 24, 28)" : "rgb(255, 255, 255)", ground);

        async Task IsAccessibleAsync(string what)
        {
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, $"{what}-{scheme}-{width}.png") });
            Assert.Empty(await AccessibilityCheck.RunAsync(page.Page));
        }
    }

    [Fact]
    public async Task The_check_finds_a_control_without_a_name_and_a_text_of_low_contrast()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.Page.EvaluateAsync(
            """
            () => {
              document.querySelector('#filter select').parentElement.firstChild.remove();
              document.getElementById('count').style.color = '#ccc';
            }
            """);
        var violations = await AccessibilityCheck.RunAsync(page.Page);
        var rules = violations.Select(violation => violation.Split(',')[0]).Order(StringComparer.Ordinal);
        Assert.Equal(["color-contrast", "select-name"], rules, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.Page.Keyboard.PressAsync("Tab");
        await Expect(page.Page.Locator(".skip")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await Expect(page.Page.Locator("#files")).ToBeFocusedAsync();
        await page.Card("chelsea.png").Locator("a").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator("#viewer")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#close")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.Locator("#viewer")).ToBeHiddenAsync();
        await Expect(page.Card("chelsea.png").Locator("a")).ToBeFocusedAsync();
    }
}
