using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Configuration;

public sealed class ProcessorSettingsTests
{
    [Fact]
    public void Without_settings_the_documented_defaults_apply()
    {
        var settings = ProcessorSettings.Read(TestSettings.Of());
        Assert.Equal(new ProcessorSettings(ModelPath: null, Precision: null, InferenceThreads: 0, new AnalysisOptions()), settings);
    }

    [Fact]
    public void Settings_are_read()
    {
        var options = ProcessorSettings.Read(TestSettings.Of(
            ("Geometry", "Crop"), ("Map", "contrast"), ("ColorMap", "viridis"), ("top", "3"), ("InputSide", "288"),
            ("Polygons", "True"))).Options;
        Assert.Equal(
            (Geometry.Crop, MapKind.Contrast, ColorMap.Viridis, 3, 288, true),
            (options.Geometry, options.Map, options.ColorMap, options.Top, options.InputSide, options.Polygons));
    }

    [Theory]
    [InlineData(0, 2, 100, 1)]
    [InlineData(0, 1, 100, 1)]
    [InlineData(0, 16, 100, 1)]
    [InlineData(0, 16, 3, 5)]
    [InlineData(0, 2, 1, 2)]
    [InlineData(1, 2, 1, 1)]
    [InlineData(8, 2, 100, 8)]
    public void Each_image_gets_a_thread_unless_there_are_few_images_or_the_threads_are_set(
        int setting, int cores, int images, int threads)
    {
        var settings = ProcessorSettings.Read(TestSettings.Of(("InferenceThreads", $"{setting}")));
        Assert.Equal(threads, settings.ForImages(images, cores).InferenceThreads);
    }

    [Fact]
    public void Limits_are_read()
    {
        var settings = ProcessorSettings.Read(TestSettings.Of(
            ("MaxBytes", "1"), ("MaxPixels", "2"), ("MaxSeconds", "3"), ("Truncated", "accept")));
        Assert.Equal(new ImageLimits(1, 2, 3, TruncatedImages.Accept), settings.Limits);
        Assert.Equal(new AnalysisOptions(), settings.Options);
    }

    [Fact]
    public void A_contrast_needs_another_class_in_the_record()
    {
        var exception = Assert.Throws<InvalidSettingException>(
            () => ProcessorSettings.Read(TestSettings.Of(("Map", "contrast"), ("Top", "1"))));
        Assert.Contains("Top is 1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Geometry", "round")]
    [InlineData("Geometry", "1")]
    [InlineData("Map", "gradcam")]
    [InlineData("ColorMap", "grey")]
    [InlineData("Top", "0")]
    [InlineData("Top", "five")]
    [InlineData("Top", "1.5")]
    [InlineData("InputSide", "31")]
    [InlineData("MaxBytes", "-1")]
    [InlineData("MaxPixels", "99999999999999999999")]
    [InlineData("MaxSeconds", "0")]
    [InlineData("MaxSeconds", "601")]
    [InlineData("InferenceThreads", "-2")]
    [InlineData("Polygons", "yes")]
    public void A_bad_setting_is_named_with_the_allowed_values(string name, string value)
    {
        var exception = Assert.Throws<InvalidSettingException>(() => ProcessorSettings.Read(TestSettings.Of((name, value))));
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }
}
