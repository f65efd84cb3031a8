using Azure.Monitor.OpenTelemetry.Exporter;
using CamFunctions.Functions.Configuration;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Records;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
internal static class CamTelemetry
{
    /// <summary>Defined by OpenTelemetry. The exporter reads this and the other variables itself.</summary>
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <exception cref="InvalidSettingException">A setting for Application Insights can't be used.</exception>
    public static void AddCamTelemetry(this FunctionsApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        // ASP.NET Core warns, in the first process on a machine, about keys for cookies, which no function uses.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var settings = builder.Configuration.ReadSettings();
        var insights = ApplicationInsights.Read(settings);
        var hasCollector = settings.Text(CollectorVariable) is not null;
        if (insights is null && !hasCollector)
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .ConfigureResource(resource => resource.AddService(
                "camfunctions", serviceVersion: ProcessingRecord.ThisVersion))
            .WithTracing(tracing => tracing.AddSource(AnalysisTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(AnalysisTelemetry.Name))
            .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true);
        // A function's report is for the host's log; the lines of the processor, with names and numbers as fields, are exported.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>("CamFunctions.Functions", LogLevel.Warning);
        if (insights is not null)
        {
            telemetry
                .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(insights.Configure))
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(insights.Configure))
                .WithLogging(logging => logging.AddAzureMonitorLogExporter(insights.Configure));
        }

        if (hasCollector)
        {
            telemetry
                .WithTracing(tracing => tracing.AddOtlpExporter())
                .WithMetrics(metrics => metrics.AddOtlpExporter())
                .WithLogging(logging => logging.AddOtlpExporter());
        }
    }
}
