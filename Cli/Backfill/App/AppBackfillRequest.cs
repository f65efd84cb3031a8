namespace CamFunctions.Cli.Backfill.App;

/// <summary>The options of a backfill through an app.</summary>
/// <param name="App">The app's address.</param>
/// <param name="Prefix">Only images whose names begin with this; empty for all.</param>
/// <param name="Since">Records that were written before count as outdated; <see langword="null"/> for none.</param>
/// <param name="Rate">Maximum number of events per second.</param>
/// <param name="Outstanding">Maximum number of images that are posted and have no record yet.</param>
/// <param name="Wait">How long to wait for a record before an image is posted once more, or given up.</param>
internal sealed record AppBackfillRequest(Uri App, string Prefix, DateTimeOffset? Since, int Rate, int Outstanding, TimeSpan Wait);
