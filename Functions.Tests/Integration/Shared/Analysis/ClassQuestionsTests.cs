using CamFunctions.Cli.Images;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Analysis;

public sealed class ClassQuestionsTests(ModelFixture fixture)
{
    private static readonly ClassNames Names = new(
        [new(0, "n01", "tabby, tabby cat"), new(1, "n02", "crane"), new(2, "n03", "crane"), new(3, null, "café")]);

    [Theory]
    [InlineData("tabby", 0)]
    [InlineData(" Tabby Cat ", 0)]
    [InlineData("n02", 1)]
    [InlineData("3", 3)]
    [InlineData("crane", 1, 2)]
    [InlineData("4")]
    [InlineData("tab")]
    [InlineData("")]
    public void Classes_are_found_by_index_WordNet_id_and_any_name(string name, params int[] expected) =>
        Assert.Equal(expected, Names.Find(name));

    [Fact]
    public void The_setting_and_the_metadata_are_asked_both_and_each_class_comes_once()
    {
        var questions = Of("crane, 3,,", expectedKey: null, ("camclasses", "caf%C3%A9,tabby%20cat"));
        Assert.Equal([1, 2, 3, 0], questions.Requested);
        Assert.Empty(questions.Warnings);
        Assert.Null(questions.Expected);
    }

    [Fact]
    public void A_name_that_no_class_has_is_a_warning_and_the_others_are_still_found()
    {
        var questions = Of("unicorn,tabby", "truth", ("truth", "dragon"));
        Assert.Equal([0], questions.Requested);
        Assert.Null(questions.Expected);
        Assert.Collection(
            questions.Warnings,
            warning => Assert.StartsWith("No class of the network is called unicorn;", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("No class of the network is called dragon;", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void The_true_class_is_in_the_metadata_that_the_model_names()
    {
        var questions = Of(null, "truth", ("truth", "n01"));
        Assert.Equal(0, questions.Expected);
        Assert.Equal([0], questions.All.ToArray());
        Assert.Empty(questions.Requested);
    }

    [Theory]
    [InlineData(OverlayClass.Best, 285)]
    [InlineData(OverlayClass.Requested, 812)]
    public void A_requested_class_is_in_the_analysis_whatever_its_rank(OverlayClass overlayClass, int shown)
    {
        var options = new AnalysisOptions { Top = 2, Classes = "space shuttle,tiger cat", OverlayClass = overlayClass };
        var found = fixture.Processor(options).Analyze(Photographs.Read("chelsea"));
        Assert.Equal([285, 282, 812], found.Classes.Select(located => located.Activation.Label.Index));
        Assert.Equal([false, true, true], found.Classes.Select(located => located.IsRequested));
        Assert.Equal([1, 2], found.Classes.Take(2).Select(located => located.Activation.Rank));
        Assert.InRange(found.Classes[2].Activation.Rank, 20, 1000);
        Assert.Equal([285, 282], found.Classes[2].Contrast!.Against);
        Assert.Equal(shown, found.OverlayIndex);
        // The same map as if it were the best class.
        var input = NetworkImages.Decode(
            Photographs.Read("chelsea"), options, fixture.EightBitModel.Metadata.Geometry, fixture.EightBitModel.InputSize).Input;
        var shuttle = fixture.EightBitModel.Run(input, top: 1000).Single(activation => activation.Label.Index == 812);
        Assert.Equal(shuttle.Map.Values, found.Classes[2].Activation.Map.Values);
        Assert.Equal(shuttle.Rank, found.Classes[2].Activation.Rank);
    }

    private static ClassQuestions Of(string? classes, string? expectedKey, params (string Key, string Value)[] metadata)
    {
        var byKey = metadata.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        return ClassQuestions.Of(Names, classes, expectedKey, byKey);
    }
}
