using System.Text.RegularExpressions;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.Storage.Blobs;

/// <summary>The blob containers.</summary>
/// <param name="Images">The container that images are uploaded to.</param>
/// <param name="Overlays">The container for overlays.</param>
/// <param name="Predictions">The container for records.</param>
public sealed partial record ContainerNames(string Images, string Overlays, string Predictions)
{
    /// <summary>The setting that the blob trigger refers to.</summary>
    public const string ImagesSetting = "ImagesContainer";

    /// <exception cref="InvalidSettingException">A name is not a valid container name, or two names are equal.</exception>
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
                "otherwise outputs would be processed as images.");
    }

    /// <summary>Where Event Grid puts events that it could not deliver.</summary>
    /// <exception cref="InvalidSettingException">The name is not allowed for a container.</exception>
    public static string ReadDeadLetters(Settings settings) => Name(settings, "DeadLettersContainer", "deadletters");

    private static string Name(Settings settings, string setting, string defaultName)
    {
        var name = settings.Text(setting) ?? defaultName;
        return ContainerName().IsMatch(name)
            ? name
            : throw new InvalidSettingException(
                $"The setting {setting} is \"{name}\"; a container name must have 3 to 63 characters: " +
                "lower-case letters and digits, with single hyphens between them.");
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerName();
}
