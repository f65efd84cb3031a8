using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>Source-generated serialisation for events.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<BlobCreatedEvent>))]
internal sealed partial class AppBackfillJsonContext : JsonSerializerContext;
