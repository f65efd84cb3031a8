namespace CamFunctions.Tests.Cli.Export;

/// <summary>The tests that share one folder of records, whose photographs are analysed once.</summary>
[CollectionDefinition]
public sealed class SharedRecords : ICollectionFixture<ExportFixture>;
