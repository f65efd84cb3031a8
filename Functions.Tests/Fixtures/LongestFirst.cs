using CamFunctions.Tests.Fixtures;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// Starts with the collections that wait the longest, so that others run meanwhile and none of them is left for the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(CamFunctions.Tests.LocalHost.OutageTests),
        nameof(CamFunctions.Tests.Chaos.ChaosTests),
        nameof(CamFunctions.Tests.Functions.Publishing.PublishingTests),
        nameof(CamFunctions.Tests.LocalHost.Page.SharedPage),
        nameof(CamFunctions.Tests.Cli.Backfill.BackfillTests),
        nameof(CamFunctions.Tests.Cli.Backfill.ThroughTests),
        nameof(CamFunctions.Tests.Fuzz.FuzzerTests),
        nameof(CamFunctions.Tests.LocalHost.LocalHostTests),
        nameof(CamFunctions.Tests.Model.Quantization.QuantizedResNet50Tests),
        nameof(CamFunctions.Tests.Functions.Lifetime.WorkerLifetimeTests),
        nameof(CamFunctions.Tests.Cli.Localize.LocalizeCommandTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName))];

    /// <summary>A collection is named after its class, or after what defines it.</summary>
    private static int Rank(string name)
    {
        var rank = Array.FindIndex(Longest, word => name.Contains($".{word}", StringComparison.Ordinal));
        return rank < 0 ? Longest.Length : rank;
    }
}
