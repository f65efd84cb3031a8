using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CamFunctions.Cli.Options;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>The options of <c>backfill</c> that go with <c>--through</c>.</summary>
internal sealed class AppBackfillOptions
{
    /// <summary>What 40 instances do, each with an image per 0.2 s (docs/costs.md).</summary>
    private const int DefaultRate = 200;

    /// <summary>Ten seconds of work for 40 instances, so that none is idle while this program looks for records.</summary>
    private const int DefaultOutstanding = 2_000;

    /// <summary>functionTimeout in host.json: no try of the host takes longer.</summary>
    private const int DefaultWaitSeconds = 900;

    private readonly Option<string?> through = new("--through")
    {
        Description = "Have a deployed app process the images, with its own model and settings. Its key is that of the setting " +
            $"{AppKey.Setting}, or is asked of the Azure CLI.",
        HelpName = "https://APP",
    };

    private readonly Option<string?> since = new("--since")
    {
        Description = "With --through: records that were written before this time are outdated, for instance before a deployment.",
        HelpName = "TIME",
    };

    private readonly Option<int?> rate = NumberOption.Between("--rate", 1, 2_000, "With --through: events per second at most");

    private readonly Option<int?> outstanding = NumberOption.Between(
        "--outstanding", 1, 100_000, "With --through: number of images at most that are posted and have no record yet");

    private readonly Option<int?> wait = NumberOption.Between(
        "--wait", 1, 86_400, "With --through: seconds to wait for a record until an image is posted once more, and then given up");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { through, since, rate, outstanding, wait })
        {
            command.Options.Add(option);
        }
    }

    public bool IsGiven(CommandResult result) => result.GetResult(through) is { Implicit: false };

    /// <summary>Adds an error for each of these options that is wrong or without use.</summary>
    public void Check(CommandResult result)
    {
        if (IsGiven(result) && Address(result.GetValue(through)) is null)
        {
            result.AddError(
                $"--through is {result.GetValue(through)}; it must be the https address of a function app, such as " +
                "https://APP.azurewebsites.net, or the http address of the local host.");
        }

        if (result.GetValue(since) is { } text && Time(text) is null)
        {
            result.AddError($"--since is {text}; it must be a date and time such as 2026-11-24T18:00Z.");
        }

        if (!IsGiven(result) && new Option[] { since, rate, outstanding, wait }.Any(one => result.GetResult(one) is { Implicit: false }))
        {
            result.AddError("--since, --rate, --outstanding and --wait can only be used with --through.");
        }
    }

    public AppBackfillRequest Read(ParseResult parsed, string prefix) => new(
        Address(parsed.GetValue(through))!,
        prefix,
        parsed.GetValue(since) is { } text ? Time(text) : null,
        parsed.GetValue(rate) ?? DefaultRate,
        parsed.GetValue(outstanding) ?? DefaultOutstanding,
        TimeSpan.FromSeconds(parsed.GetValue(wait) ?? DefaultWaitSeconds));

    /// <summary>The key goes over the network, so only to this machine without encryption.</summary>
    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time : null;
}
