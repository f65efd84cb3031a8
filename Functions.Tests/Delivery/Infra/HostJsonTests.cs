using System.Text.Json.Nodes;

namespace CamFunctions.Tests.Infra;

/// <summary>How the Functions host works off queues, and what it sends to Application Insights, which costs by the byte.</summary>
public sealed class HostJsonTests
{
    [Fact]
    public async Task The_host_exports_with_OpenTelemetry_so_that_an_image_is_one_trace() =>
        Assert.Equal("OpenTelemetry", Prediction.Text(await HostAsync(), "telemetryMode"));

    [Theory]
    // The warning about a poison queue, which an alert rule queries.
    [InlineData("Microsoft.Azure.WebJobs.Host.Queues.QueueProcessor", "Information")]
    // The worker exports its own log. Its standard output would repeat it; its standard error is an error in this category.
    [InlineData("Host.Function.Console", "Warning")]
    public async Task Each_image_is_reported_once_and_no_failure_is_left_out(string category, string level)
    {
        var levels = (await HostAsync())["logging"]!["logLevel"]!.AsObject();
        var longest = levels.Select(entry => entry.Key).Where(prefix => $"{category}.".StartsWith($"{prefix}.", StringComparison.Ordinal))
            .OrderByDescending(prefix => prefix.Length).FirstOrDefault("default");
        Assert.Equal(level, levels[longest]!.GetValue<string>());
    }

    [Fact]
    public async Task Images_and_deletions_are_tried_five_times_before_they_are_poisoned()
    {
        var extensions = (await HostAsync())["extensions"]!;
        Assert.Equal(
            (5, 5),
            (extensions["blobs"]!["poisonBlobThreshold"]!.GetValue<int>(), extensions["queues"]!["maxDequeueCount"]!.GetValue<int>()));
    }

    /// <summary>These sections are read in other modes or by other kinds of app, and would only mislead.</summary>
    [Theory]
    [InlineData("customHandler")]
    [InlineData("extensionBundle")]
    [InlineData("logging/applicationInsights")]
    public async Task Nothing_is_in_it_that_the_host_ignores(string section)
    {
        JsonNode? node = await HostAsync();
        foreach (var name in section.Split('/'))
        {
            node = node?[name];
        }

        Assert.Null(node);
    }

    private static Task<JsonNode> HostAsync() => Prediction.ReadJsonAsync("Functions", "host.json");
}
