using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.Functions.Telemetry;

/// <summary>The Application Insights component that telemetry is sent to.</summary>
/// <param name="connection">The component's connection string.</param>
/// <param name="credential"><see langword="null"/> if the component accepts telemetry without an identity.</param>
internal sealed class ApplicationInsights(string connection, ManagedIdentityCredential? credential)
{
    private const string ConnectionSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>In the Functions host's form: <c>ClientId=...;Authorization=AAD</c>.</summary>
    private const string IdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    private const string InstrumentationKey = "InstrumentationKey=";

    /// <returns><see langword="null"/> if none is set.</returns>
    /// <exception cref="InvalidSettingException">A setting is not in its form.</exception>
    public static ApplicationInsights? Read(Settings settings) => settings.Text(ConnectionSetting) is not { } connection ? null
        : connection.Contains(InstrumentationKey, StringComparison.OrdinalIgnoreCase)
            ? new ApplicationInsights(connection, Credential(settings))
            : throw new InvalidSettingException(
                $"The setting {ConnectionSetting} is not a connection string of Application Insights: it has no {InstrumentationKey}...");

    public void Configure(AzureMonitorExporterOptions options)
    {
        options.ConnectionString = connection;
        options.Credential = credential;
        // An instance's disk is lost with the instance, so there is no point in keeping unsent telemetry there.
        options.DisableOfflineStorage = true;
    }

    private static ManagedIdentityCredential? Credential(Settings settings)
    {
        if (settings.Text(IdentitySetting) is not { } text)
        {
            return null;
        }

        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(part => part[0], part => part[^1], StringComparer.OrdinalIgnoreCase);
        if (!parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidSettingException(
                $"The setting {IdentitySetting} is \"{text}\"; it must be Authorization=AAD, " +
                "with ClientId=... for a user-assigned identity.");
        }

        return new ManagedIdentityCredential(parts["ClientId"].FirstOrDefault() is { } clientId
            ? ManagedIdentityId.FromUserAssignedClientId(clientId)
            : ManagedIdentityId.SystemAssigned);
    }
}
