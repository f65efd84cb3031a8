using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>One local host for the tests of the page's interface, with a small limit on file size.</summary>
public sealed class SmallHost : IAsyncLifetime
{
    internal RunningLocalHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await RunningLocalHost.StartAsync(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["MaxBytes"] = "1000000", ["InputSide"] = "32" });

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
