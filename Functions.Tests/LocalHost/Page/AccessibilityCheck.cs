using Microsoft.Playwright;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>
/// The automatic part of an accessibility check: the rules of WCAG 2.2 on names, labels, alternative texts, unique IDs, language,
/// target size and contrast, for the elements that are currently visible.
/// </summary>
internal static class AccessibilityCheck
{
    private const string Script =
        """
        () => {
          const faults = [];
          const root = document.querySelector('dialog[open]') ?? document.body;
          const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
          const report = (element, what) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
          if (!document.documentElement.lang) faults.push('The document has no language.');
          if (!document.title) faults.push('The document has no title.');
          const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
          for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`The ID ${id} is not unique.`);
          for (const image of root.querySelectorAll('img')) if (!image.hasAttribute('alt')) report(image, 'no alt text');
          for (const canvas of root.querySelectorAll('canvas')) {
            if (visible(canvas) && !canvas.getAttribute('aria-label')) report(canvas, 'no label');
          }
          for (const control of root.querySelectorAll('input, select, button, a[href]')) {
            if (!visible(control)) continue;
            const name = control.getAttribute('aria-label') ?? (control.labels?.[0] ?? control).textContent;
            if (!name.trim()) report(control, 'no accessible name');
            const { width, height } = (control.labels?.[0] ?? control).getBoundingClientRect();
            const isInline = getComputedStyle(control).display === 'inline';
            if (Math.min(width, height) < 24 && !isInline) report(control, `a target of ${width} x ${height} pixels`);
          }

          const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const numbers = (color) => {
            const surface = new OffscreenCanvas(1, 1).getContext('2d');
            surface.fillStyle = color;
            surface.fillRect(0, 0, 1, 1);
            return surface.getImageData(0, 0, 1, 1).data;
          };
          const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const color = numbers(getComputedStyle(at).backgroundColor);
              if (color[3] === 255) return color;
            }
            return [255, 255, 255];
          };
          const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          let checked = 0;
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || !visible(element) || element.closest('.offscreen, .skip, option')) continue;
            const [one, other] = [luminance(numbers(getComputedStyle(element).color)), luminance(ground(element))];
            const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            checked++;
            if (contrast < 4.5) report(element, `contrast ${contrast.toFixed(2)}`);
          }
          if (checked < 5) faults.push(`Only ${checked} texts were found.`);
          return faults;
        }
        """;

    /// <returns>A sentence for each fault.</returns>
    public static Task<string[]> RunAsync(IPage page) => page.EvaluateAsync<string[]>(Script);
}
