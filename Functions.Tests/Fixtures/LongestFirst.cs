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
        "OutageTests",
        "PublishingTests",
        "SharedPage",
        "BackfillTests",
        "AppBackfillTests",
        "LocalHostTests",
        "QuantizedResNet50Tests",
        "WorkerLifetimeTests",
        "LocalizeCommandTests",
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
