using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CamFunctions.Storage.Queues;

namespace CamFunctions.Tests.Infra;

/// <summary>Alert rules and the workbook, and their queries against the names of the metrics in the code.</summary>
public sealed partial class MonitoringTemplateTests
{
    private const string MetricRules = "Microsoft.Insights/metricAlerts";
    private const string LogRules = "Microsoft.Insights/scheduledQueryRules";

    public MonitoringTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task Without_a_recipient_there_are_no_alerts()
    {
        var prediction = await Prediction.OfDefaultsAsync();
        Assert.Empty(Rules(prediction));
        Assert.Empty(prediction.Of("Microsoft.Insights/actionGroups"));
    }

    [Fact]
    public async Task Each_way_to_lose_an_image_has_a_rule_that_writes_to_the_address()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        var group = prediction.The("Microsoft.Insights/actionGroups");
        Assert.Equal("me@example.org", Prediction.Text(group["properties"]!["emailReceivers"]![0]!, "emailAddress"));
        MetricRulesAre(
            prediction,
            "DeadLetteredCount > 0", "DroppedEventCount > 0", "DeliveryAttemptFailCount > 10", "QueueMessageCount > 0");
        // A day without images can be normal: the rule for it is turned off here.
        LogRulesAre(prediction, "images GreaterThan 0 in PT15M", "percent GreaterThan 20 in PT1H");
        AllTell(prediction, Prediction.Text(group, "id"));
        // In the account of the data, all messages are poisoned images.
        Assert.Single(prediction.Of(MetricRules), rule => rule["properties"]!["scopes"]!.ToJsonString() is var scopes &&
            scopes.Contains("/camdata", StringComparison.Ordinal) && scopes.Contains("/queueServices/default", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_action_group_of_the_operator_takes_the_place_of_an_address()
    {
        var prediction = await Prediction.OfOneAccountAsync();
        Assert.Empty(prediction.Of("Microsoft.Insights/actionGroups"));
        // Here the events that wait would be counted as poisoned images.
        MetricRulesAre(prediction, "DeadLetteredCount > 0", "DroppedEventCount > 0", "DeliveryAttemptFailCount > 10");
        LogRulesAre(prediction, "images GreaterThan 0 in PT15M", "measurements LessThan 1 in P1D", "percent GreaterThan 5 in PT1H");
        AllTell(prediction, Prediction.ActionGroup);
    }

    [Fact]
    public async Task Every_query_is_part_of_the_template_and_asks_for_metrics_and_tags_that_the_code_has()
    {
        var names = MeasuredNames.Measure();
        var queries = Directory.GetFiles(Path.Combine(Bicep.Folder, "queries"), "*.kql");
        var prediction = await Prediction.OfOneAccountAsync();
        var workbook = JsonNode.Parse(
            Prediction.Text(prediction.The("Microsoft.Insights/workbooks")["properties"]!, "serializedData"))!["items"]!.AsArray();
        string[] deployed =
        [
            .. workbook.Select(item => item!["content"]!["query"]?.GetValue<string>()).OfType<string>(),
            .. prediction.Of(LogRules).Select(rule => Prediction.Text(rule["properties"]!["criteria"]!["allOf"]![0]!, "query")),
        ];
        Prediction.AssertSame(await Task.WhenAll(queries.Select(path => File.ReadAllTextAsync(path))), deployed);
        Prediction.AssertSame(names.Metrics, deployed.SelectMany(query => Found(MetricName(), query)).Distinct(StringComparer.Ordinal));
        var asked = deployed.SelectMany(query => Found(Dimension(), query)).Concat(deployed.SelectMany(Outcomes));
        Assert.Subset(names.Tags, asked.ToHashSet(StringComparer.Ordinal));
        string[] poisonQueues = [QueueStorage.Poison, "deleted-images-poison"];
        Assert.All(poisonQueues, queue => Assert.Single(deployed, query => query.Contains($"'{queue}'", StringComparison.Ordinal)));
    }

    private static List<JsonNode> Rules(Prediction prediction) => [.. prediction.Of(MetricRules), .. prediction.Of(LogRules)];

    private static void MetricRulesAre(Prediction prediction, params string[] expected) => Prediction.AssertSame(
        expected,
        prediction.Of(MetricRules).Select(rule => rule["properties"]!["criteria"]!["allOf"]![0]!)
            .Select(criterion => $"{Prediction.Text(criterion, "metricName")} > {criterion["threshold"]}"));

    private static void LogRulesAre(Prediction prediction, params string[] expected) =>
        Prediction.AssertSame(expected, prediction.Of(LogRules).Select(rule => Condition(rule["properties"]!)));

    private static void AllTell(Prediction prediction, string group) => Assert.All(Rules(prediction), rule =>
        Assert.Contains(group, rule["properties"]!["actions"]!.ToJsonString(), StringComparison.Ordinal));

    private static string Condition(JsonNode rule)
    {
        var criterion = rule["criteria"]!["allOf"]![0]!;
        return $"{Prediction.Text(criterion, "metricMeasureColumn")} {Prediction.Text(criterion, "operator")} " +
            $"{criterion["threshold"]} in {Prediction.Text(rule, "windowSize")}";
    }

    private static IEnumerable<string> Found(Regex pattern, string query) =>
        pattern.Matches(query).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Outcomes(string query) => Found(Outcome(), query).Select(outcome => $"outcome={outcome}");

    [GeneratedRegex("name == '(?<name>[^']*)'", RegexOptions.None, 1000)]
    private static partial Regex MetricName();

    [GeneratedRegex(@"customDimensions\['(?<name>[^']*)'\]", RegexOptions.None, 1000)]
    private static partial Regex Dimension();

    [GeneratedRegex(@"\['outcome'\]\) == '(?<name>[^']*)'", RegexOptions.None, 1000)]
    private static partial Regex Outcome();
}
