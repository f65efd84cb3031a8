using System.Text.Json.Nodes;
using CamFunctions.Functions.Handler;

namespace CamFunctions.Tests.Infra;

/// <summary>What the Functions host sends to Application Insights, which costs by the byte.</summary>
public sealed class HostJsonTests
{
    [Theory]
    // One request per image. The poison queue's warning, which an alert rule looks for, is in a category of the default level.
    [InlineData("Host.Results", "Information")]
    [InlineData("Host.Triggers.Queues", "Information")]
    // "Executing", "Executed", trigger details and the handler's Logs: the handler's own telemetry says the same.
    [InlineData("Function." + LocalizeImageFunction.FunctionName, "Warning")]
    [InlineData("Function." + LocalizeImageFunction.FunctionName + ".User", "Warning")]
    // The handler's lines on standard output, which it exports itself; what it says on standard error is kept.
    [InlineData("Host.Function.Console", "Warning")]
    public async Task Each_image_is_reported_once_and_no_failure_is_left_out(string category, string level)
    {
        var levels = (await LoggingAsync())["logLevel"]!.AsObject();
        var longest = levels.Select(entry => entry.Key).Where(prefix => $"{category}.".StartsWith($"{prefix}.", StringComparison.Ordinal))
            .OrderByDescending(prefix => prefix.Length).FirstOrDefault("default");
        Assert.Equal(level, levels[longest]!.GetValue<string>());
    }

    [Fact]
    public async Task Warnings_and_exceptions_are_never_sampled_because_alerts_are_made_of_them()
    {
        var insights = (await LoggingAsync())["applicationInsights"]!;
        Assert.Equal("Trace;Exception", Prediction.Text(insights["samplingSettings"]!, "excludedTypes"));
        Assert.False(insights["enableDependencyTracking"]!.GetValue<bool>());
    }

    private static async Task<JsonNode> LoggingAsync() => (await Prediction.ReadJsonAsync("Functions", "host.json"))["logging"]!;
}
