using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CamFunctions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Functions.Telemetry;

/// <summary>The telemetry that the worker sends over HTTP to a collector and to Application Insights.</summary>
public sealed class TelemetryTests(AzuriteFixture azurite, SmallModelFixture small)
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_collector_gets_a_span_per_stage_under_that_of_the_host_and_metrics_without_names()
    {
        await using var collector = await Receiver.StartAsync();
        await using var host = await RunAsync(new(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        });

        await collector.HoldsAsync(
            "/v1/traces", "download", "decode", "inference", "render", "upload", "LocalizeImage", "camfunctions.outcome");
        await collector.HoldsAsync(
            "/v1/metrics", "camfunctions.images", "camfunctions.stage.duration", "camfunctions.image.age", "localized", "refused", "Empty");
        await collector.HoldsAsync("/v1/logs", "Localized in", "refused as Empty");
        var traceId = Encoding.Latin1.GetString(Convert.FromHexString(TraceId));
        Assert.Contains(traceId, collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret name", collector.Received("/v1/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_Insights_gets_telemetry_at_the_address_in_its_connection_string()
    {
        await using var insights = await Receiver.StartAsync();
        await using var host = await RunAsync(new(StringComparer.Ordinal)
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={insights.Address}/",
            ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED"] = "true",
        });
        await insights.HoldsAsync("/v2.1/track", "\"localized\"", "\"refused\"", "inference", "refused as Empty", TraceId);
        // The host sends a request for each invocation; a second one would count each image twice.
        Assert.DoesNotContain("RequestData", insights.Received("/v2.1/track"), StringComparison.Ordinal);
        // With the host's request, about 1 KB, that is less than half of the 13 KB that each image cost before.
        Assert.InRange(ItemsOf("localized", insights.Received("/v2.1/track")).Sum(item => item.Length), 1, 5500);
    }

    /// <summary>The items, each a line of JSON, of the first invocation with an outcome: its span and everything below it.</summary>
    private static IEnumerable<string> ItemsOf(string outcome, string received)
    {
        var items = received.Replace("}{", "}\n{", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var invocation = items.First(item => item.Contains($"\"camfunctions.outcome\":\"{outcome}\"", StringComparison.Ordinal));
        var id = JsonNode.Parse(invocation)!["data"]!["baseData"]!["id"]!.GetValue<string>();
        return items.Where(item => item.Contains($"\"ai.operation.parentId\":\"{id}\"", StringComparison.Ordinal)).Append(invocation);
    }

    /// <summary>Runs two invocations under a span of the host. The worker exports their telemetry while it is running.</summary>
    private async Task<RunningFunctions> RunAsync(Dictionary<string, string> settings)
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("secret name.png", Photographs.Read("coffee"));
        await store.UploadAsync("secret name too.png", []);
        settings["ModelPath"] = small.ModelPath;
        var host = await RunningFunctions.StartAsync(azurite, store, settings);
        using var span = new Activity("host").SetParentId($"00-{TraceId}-b7ad6b7169203331-01").Start();
        await host.InvokeAsync("secret name.png");
        await host.InvokeAsync("secret name too.png");
        return host;
    }

    private sealed class Receiver(WebApplication application) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> requests = new();

        public string Address => application.Urls.Single();

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var application = builder.Build();
            application.Urls.Add("http://127.0.0.1:0");
            var receiver = new Receiver(application);
            application.MapPost("/{**path}", (Delegate)receiver.ReceiveAsync);
            await application.StartAsync();
            return receiver;
        }

        public string Received(string path) =>
            string.Concat(requests.Where(request => request.Path == path).Select(request => request.Body));

        public Task HoldsAsync(string path, params string[] words) => Eventually.HoldsAsync(
            $"{path} gets {string.Join(", ", words)}; it got: {Received(path)}",
            () => Task.FromResult(words.All(word => Received(path).Contains(word, StringComparison.Ordinal))));

        public async ValueTask DisposeAsync()
        {
            await application.DisposeAsync();
            LoggedText.AssertHasNoKey(string.Concat(requests.Select(request => request.Body)));
        }

        private async Task<IResult> ReceiveAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await (context.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                : context.Request.Body).CopyToAsync(body);
            requests.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            return Results.Ok();
        }
    }
}
