using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The rules of axe-core, for what is currently visible.</summary>
internal static class AccessibilityCheck
{
    /// <summary>Those of WCAG 2.2 that axe-core has but does not apply by default.</summary>
    private static readonly AxeRunOptions Options = new()
    {
        Rules = new Dictionary<string, RuleOptions>(StringComparer.Ordinal) { ["target-size"] = new() { Enabled = true } },
    };

    /// <returns>A sentence for each violation.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page)
    {
        var result = await page.RunAxe(Options);
        Assert.True(result.Passes.Length > 10, $"Only {result.Passes.Length} rules were applied.");
        return
        [
            .. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}, {violation.Help}: {node.Html}")),
        ];
    }
}
