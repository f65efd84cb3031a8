using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CamFunctions.Functions.Telemetry;

/// <summary>
/// Exports traces, metrics and logs to Application Insights, to an OpenTelemetry collector or to both, depending on the settings.
/// By default nothing is collected.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string InsightsSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>In the Functions host's form: <c>ClientId=...;Authorization=AAD</c>.</summary>
    private const string InsightsIdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Defined by OpenTelemetry. The exporter reads this and the other variables itself.</summary>
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly Action<AzureMonitorExporterOptions>? insights;
    private readonly bool hasCollector = !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(CollectorVariable));
    private TracerProvider? traces;
    private MeterProvider? metrics;
    private ServiceProvider? logs;

    private TelemetryExport(Settings settings) => insights = Insights(settings);

    private bool IsOn => insights is not null || hasCollector;

    public static TelemetryExport Start(Settings settings)
    {
        var telemetry = new TelemetryExport(settings);
        if (telemetry.IsOn)
        {
            telemetry.StartProviders();
        }

        return telemetry;
    }

    public void AddTo(ILoggingBuilder logging)
    {
        if (logs is not null)
        {
            logging.AddProvider(logs.GetRequiredService<ILoggerProvider>());
        }
    }

    /// <summary>Flushes the exporters.</summary>
    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
        logs?.Dispose();
    }

    private void StartProviders()
    {
        var tracing = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(AnalysisTelemetry.Name);
        var metering = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(AnalysisTelemetry.Name);
        if (insights is not null)
        {
            tracing.AddAzureMonitorTraceExporter(insights);
            metering.AddAzureMonitorMetricExporter(insights);
        }

        if (hasCollector)
        {
            tracing.AddOtlpExporter();
            metering.AddOtlpExporter();
        }

        try
        {
            traces = tracing.Build();
            metrics = metering.Build();
            // In a service collection of its own, because the handler's has no configuration from environment variables.
            logs = new ServiceCollection().AddLogging(logging => logging.AddOpenTelemetry(AddExporters)).BuildServiceProvider();
        }
        catch (InvalidOperationException fault) when (insights is not null)
        {
            throw new InvalidSettingException(
                $"The setting {InsightsSetting} is not a connection string of Application Insights: {fault.Message}");
        }
    }

    private void AddExporters(OpenTelemetryLoggerOptions options)
    {
        options.SetResourceBuilder(Resource());
        options.IncludeFormattedMessage = true;
        if (insights is not null)
        {
            options.AddAzureMonitorLogExporter(insights);
        }

        if (hasCollector)
        {
            options.AddOtlpExporter();
        }
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateDefault().AddService(
        "camfunctions",
        serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));

    private static Action<AzureMonitorExporterOptions>? Insights(Settings settings)
    {
        if (settings.Text(InsightsSetting) is not { } connection)
        {
            return null;
        }

        var credential = Credential(settings);
        return options =>
        {
            options.ConnectionString = connection;
            options.Credential = credential;
            // An instance's disk is lost with the instance, so there is no point in keeping unsent telemetry there.
            options.DisableOfflineStorage = true;
        };
    }

    /// <returns><see langword="null"/> if the component accepts telemetry without an identity.</returns>
    private static ManagedIdentityCredential? Credential(Settings settings)
    {
        if (settings.Text(InsightsIdentitySetting) is not { } text)
        {
            return null;
        }

        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(part => part[0], part => part[^1], StringComparer.OrdinalIgnoreCase);
        if (!parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidSettingException(
                $"The setting {InsightsIdentitySetting} is \"{text}\"; it must be Authorization=AAD, " +
                "with ClientId=... for a user-assigned identity.");
        }

        return new ManagedIdentityCredential(parts["ClientId"].FirstOrDefault() is { } clientId
            ? ManagedIdentityId.FromUserAssignedClientId(clientId)
            : ManagedIdentityId.SystemAssigned);
    }
}
