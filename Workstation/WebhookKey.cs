using CamFunctions.Shared.Configuration;

namespace CamFunctions.Workstation;

/// <summary>
/// The key of the Functions host's webhook for blobs, <c>blobs_extension</c>. The host makes it in Azure; on this machine there is none
/// unless it is set.
/// </summary>
public static class WebhookKey
{
    public const string Setting = "CAM_BLOBS_EXTENSION_KEY";

    /// <returns><see langword="null"/> if it is not set.</returns>
    public static string? Read(Settings settings) => settings.Text(Setting);
}
