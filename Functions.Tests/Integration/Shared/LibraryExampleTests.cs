using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared;

/// <summary>The example in the README of the library's package.</summary>
public sealed class LibraryExampleTests
{
    private static readonly string ReadmePath = Path.Combine(ProjectFile.Root, "Shared", "README.md");
    private static readonly string ThisFile = Path.Combine(
        ProjectFile.Root, "Functions.Tests", "Integration", "Shared", "LibraryExampleTests.cs");

    [Fact]
    public async Task The_example_runs_and_is_what_the_readme_shows()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(ModelFixture.QuantizedPath, Photographs.PathOf("chelsea"), folder.File("overlay.jpg"));
        using var overlay = Image.NewFromFile(folder.File("overlay.jpg"));
        Assert.Equal((451, 300), (overlay.Width, overlay.Height));

        var shown = Between(File.ReadAllText(ReadmePath), "```csharp\n", "```");
        var tested = Between(File.ReadAllText(ThisFile), "// Example\n", "// End");
        Assert.Equal(Unindented(tested), Unindented(shown));
    }

    private static async Task RunAsync(string modelPath, string photographPath, string overlayPath)
    {
        // Example
        using var model = CamModel.Load(modelPath, threads: 0);
        var processor = new ImageProcessor(model, new AnalysisOptions { Top = 3, Map = MapKind.Contrast });

        // RejectedImageException says why a file can't be used.
        var file = await File.ReadAllBytesAsync(photographPath);
        var analysis = await processor.AnalyzeAsync(file, new StageClock(TimeProvider.System));
        foreach (var (activation, _, _, regions, peak) in analysis.Classes)
        {
            Console.WriteLine($"{activation.Rank}. {activation.Label.Name}: {activation.Probability:P1}, strongest at {peak.X}, {peak.Y}");
            foreach (var (box, _) in regions)
            {
                Console.WriteLine($"   {box.Width} x {box.Height} pixels at {box.X}, {box.Y}");
            }

            // The map itself, in logits: rows and columns of cells, and where they are in the network's input.
            var map = activation.Map;
            Console.WriteLine($"   {map.Rows} x {map.Columns} cells from {map.Minimum} to {map.Maximum}, {map.Grid}");
        }

        await File.WriteAllBytesAsync(overlayPath, analysis.Overlay.Jpeg);
        // End
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();
}
