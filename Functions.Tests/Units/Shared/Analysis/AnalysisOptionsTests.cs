using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Tests.Shared.Analysis;

public sealed class AnalysisOptionsTests
{
    public static TheoryData<string> Options =>
        [.. typeof(AnalysisOptions).GetProperties().Where(option => option.CanWrite).Select(option => option.Name)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_changes_the_fingerprint(string name)
    {
        var changed = new AnalysisOptions();
        var option = typeof(AnalysisOptions).GetProperty(name)!;
        option.SetValue(changed, option.GetValue(changed) switch
        {
            null when option.PropertyType == typeof(string) => "tabby",
            null => Geometry.Crop,
            OverlayClass => OverlayClass.Requested,
            bool isOn => !isOn,
            int number => number + 1,
            MapKind => MapKind.Contrast,
            ColorMap => ColorMap.Turbo,
            var other => throw new NotSupportedException($"Give the option {name} another value than {other} here."),
        });
        Assert.NotEqual(new AnalysisOptions().Fingerprint(), changed.Fingerprint(), StringComparer.Ordinal);
    }

    [Fact]
    public void The_fingerprint_of_the_defaults_is_stable_so_that_stored_results_stay_current() => Assert.Equal(
        """{"geometry":null,"inputSide":320,"top":5,"classes":null,"overlayClass":"Best","polygons":false """.TrimEnd() +
        ""","map":"Cam","colorMap":"Jet","overlaySide":1600}""",
        new AnalysisOptions().Fingerprint());
}
