using System.Text.Json.Serialization;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>Source-generated serialisation for the files of a backfill.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ListingState))]
internal sealed partial class BackfillJsonContext : JsonSerializerContext;
