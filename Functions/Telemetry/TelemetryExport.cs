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
/// Sends traces, metrics and logs to where the settings say: to Application Insights, to an OpenTelemetry collector, to both or,
/// by default, nowhere; then nothing is collected either.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string InsightsSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>As the Functions host has it: <c>ClientId=...;Authorization=AAD</c>.</summary>
    private const string InsightsIdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>The standard's own variable; protocol, headers and the rest are read by the exporter itself.</summary>
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

    /// <summary>Sends what is left.</summary>
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
            // With services of its own: the handler's know nothing of the exporters' environment variables.
            logs = new ServiceCollection().AddLogging(logging => logging.AddOpenTelemetry(AddExporters)).BuildServiceProvider();
        }
        catch (InvalidOperationException fault) when (insights is not null)
        {
            throw new InvalidSettingException($"The setting {InsightsSetting} is not a connection string of Application Insights: {fault.Message}");
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
            // An instance's disk goes with it; what can't be sent is not kept there for later.
            options.DisableOfflineStorage = true;
        };
    }

    /// <returns><see langword="null"/> where the component takes telemetry without an identity.</returns>
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
                $"The setting {InsightsIdentitySetting} is \"{text}\"; it must be Authorization=AAD, with ClientId=... for a user-assigned identity.");
        }

        return new ManagedIdentityCredential(parts["ClientId"].FirstOrDefault() is { } clientId
            ? ManagedIdentityId.FromUserAssignedClientId(clientId)
            : ManagedIdentityId.SystemAssigned);
    }
}
