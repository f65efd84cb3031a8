using System.Text.Json;
using CamFunctions.Shared.Processing;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Results;

/// <summary>
/// Stored results are compared by the revision of the analysis. So results must not change without it.
/// </summary>
public sealed class SampleResultTests(ModelFixture fixture)
{
    [Fact]
    public void The_results_of_the_samples_change_only_with_the_revision()
    {
        var held = SampleResults.Read(Path.Combine(ProjectFile.Root, SampleResults.Path));
        if (held.Revision != ImageProcessor.Revision)
        {
            Assert.Fail(
                $"{SampleResults.Path} holds the results of revision {held.Revision} of the analysis, and ImageProcessor.Revision is " +
                $"{ImageProcessor.Revision}. Check the changes, and replace the file with {WriteNew()}, which has the new results.");
        }

        var changed = held.Lines.Select(Changed).OfType<string>().ToArray();
        Assert.True(
            changed.Length == 0,
            $"{string.Join(", ", changed)}: the result differs from that of revision {held.Revision} in {SampleResults.Path}. If that is " +
            "intended, raise ImageProcessor.Revision, so that stored results become outdated. Then this test writes a new file.");
        Assert.Equal(Photographs.Names.Count * 2, held.Lines.Count);
    }

    /// <returns>The name of the sample; <see langword="null"/> if its result is the same.</returns>
    private string? Changed(string line)
    {
        var held = JsonSerializer.Deserialize<SampleResult>(line, SampleResults.Json)!;
        var found = SampleResult.Of(fixture.Model(held.Precision), held.Photograph, held.Classes);
        return found.ToString() == line ? null : $"{held.Photograph} in {held.Precision}";
    }

    /// <returns>The path.</returns>
    private string WriteNew()
    {
        var path = Path.Combine("artifacts", Path.GetFileName(SampleResults.Path));
        var results =
            from photograph in Photographs.Names
            from model in new[] { fixture.EightBitModel, fixture.FloatModel }
            select SampleResult.Of(model, photograph).ToString();
        new SampleResults(ImageProcessor.Revision, [.. results]).Write(Path.Combine(ProjectFile.Root, path));
        return path;
    }
}
