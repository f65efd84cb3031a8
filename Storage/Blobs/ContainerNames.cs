using System.Text.RegularExpressions;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.Storage.Blobs;

/// <summary>The blob containers.</summary>
/// <param name="Images">Where images are dropped.</param>
/// <param name="Overlays">Where overlays are written.</param>
/// <param name="Predictions">Where records are written.</param>
public sealed partial record ContainerNames(string Images, string Overlays, string Predictions)
{
    /// <summary>The setting that function.json names the container by.</summary>
    public const string ImagesSetting = "ImagesContainer";

    /// <exception cref="InvalidSettingException">A name is not allowed for a container, or two are the same.</exception>
    public static ContainerNames Read(Settings settings)
    {
        var names = new ContainerNames(
            Name(settings, ImagesSetting, "images"),
            Name(settings, "OverlaysContainer", "overlays"),
            Name(settings, "PredictionsContainer", "predictions"));
        return names.Images != names.Overlays && names.Images != names.Predictions && names.Overlays != names.Predictions
            ? names
            : throw new InvalidSettingException(
                "The settings ImagesContainer, OverlaysContainer and PredictionsContainer must name three different containers: " +
                "an output among the images would be taken for an image.");
    }

    private static string Name(Settings settings, string setting, string defaultName)
    {
        var name = settings.Text(setting) ?? defaultName;
        return ContainerName().IsMatch(name)
            ? name
            : throw new InvalidSettingException(
                $"The setting {setting} is \"{name}\"; a container's name has 3 to 63 lower-case letters, digits and single hyphens between them.");
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerName();
}
