namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The tests of the page's interface share one local host.</summary>
[CollectionDefinition]
public sealed class SharedSmallHost : ICollectionFixture<SmallHost>;
