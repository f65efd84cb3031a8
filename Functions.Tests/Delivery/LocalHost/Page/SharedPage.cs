namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The tests that look at the page share one browser and one local host.</summary>
[CollectionDefinition]
public sealed class SharedPage : ICollectionFixture<PageFixture>;
