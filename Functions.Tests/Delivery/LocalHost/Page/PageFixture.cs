using CamFunctions.Tests.Fixtures;
using Microsoft.Playwright;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The local host with the sample photographs, and an installed Chromium.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string? Installed = Browsers.FirstOrDefault(File.Exists);

    /// <summary>
    /// Chromium loads pages of its own for the suggestions of the address bar into every window, which nobody sees here and which
    /// take much of its processor time. Its last list of disabled features counts, so what Playwright disables is repeated as far
    /// as it concerns these tests.
    /// </summary>
    private static readonly string[] DisabledFeatures =
    [
        "WebUIOmniboxPopup",
        "WebUIOmniboxAimPopup",
        "AvoidUnnecessaryBeforeUnloadCheckSync",
        "BlockOriginHeaderModificationOnRedirect",
        "DestroyProfileOnBrowserClose",
        "HttpsUpgrades",
        "MediaRouter",
        "OptimizationHints",
        "PaintHolding",
        "Translate",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where pictures of the page are put, to be looked at.</summary>
    internal static string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(ProjectFile.Root, "artifacts", "screenshots")).FullName;

    /// <summary>What this machine lacks; <see langword="null"/> if nothing.</summary>
    public string? Missing { get; } = Installed is null ? "There is no Chromium on this machine (apt-get install chromium)." : null;

    internal RunningLocalHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        // Generous, because the machine is busy with other tests. Waiting ends as soon as the condition holds.
        Assertions.SetDefaultExpectTimeout(60_000);
        Host = await RunningLocalHost.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Installed,
            Args = ["--no-sandbox", $"--disable-features={string.Join(',', DisabledFeatures)}"],
        });
    }

    /// <summary>Opens the page in a new browser window.</summary>
    internal async Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null, RunningLocalHost? host = null) =>
        await BrowserPage.OpenAsync(await browser!.NewContextAsync(options ?? new()), (host ?? Host).Address);

    /// <summary>A new browser window in which the page is not loaded yet.</summary>
    internal async Task<BrowserPage> NewAsync(BrowserNewContextOptions? options = null) =>
        await BrowserPage.NewAsync(await browser!.NewContextAsync(options ?? new()), Host.Address);

    /// <summary>A new browser window without the page.</summary>
    internal Task<IBrowserContext> NewContextAsync() => browser!.NewContextAsync();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }
    }
}
