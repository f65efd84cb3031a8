using System.Text;
using System.Text.Json;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Cli.Export.Tables;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;
using CamFunctions.LocalHost.Page;
using CamFunctions.Shared.Records;

namespace CamFunctions.Fuzz.Targets;

/// <summary>Records, which anyone with access to their container can write: the reader, the export and the page.</summary>
internal sealed class RecordTarget : IFuzzTarget
{
    private static readonly ImageItem Shown = new(
        "image", ListedState.Done, DateTimeOffset.UnixEpoch, 1, "1", Overlay: null, Label: null, Probability: null, Error: null);

    public string Name => "record";

    public IReadOnlyList<byte[]> Seeds => RecordSeeds.All;

    public IReadOnlyList<string> Words { get; } =
    [
        "\"schemaVersion\"", "\"source\"", "\"image\"", "\"model\"", "\"predictions\"", "\"overlay\"", "\"processing\"", "\"error\"",
        "\"grid\"",
        "\"region\"", "\"furtherRegions\"", "\"cam\"", "\"values\"", "null", "1e999", "-1", "[", "]", "{", "}", ",", ":", "\\ud800",
        "\\u0000",
    ];

    public byte[] Restructure(byte[] input, Random random) => JsonMutation.Change(input, random);

    public void Run(byte[] input)
    {
        Read(() => RecordJson.Read(input));
        Read(() => RecordJson.ReadWithoutMaps(input));
        Export(ReadRecord.Parse("record", input, withMaps: true));
        Export(ReadRecord.Parse("record", input, withMaps: false));
        RecordReader.WithRecord(Shown, new StoredRecord(input, "1"));
        if (RecordReader.Parse(input) is { Image: { } image, Model: { } model })
        {
            ImagesApi.Window(image, model);
        }
    }

    private static void Read(Func<PredictionRecord> read)
    {
        try
        {
            read();
        }
        catch (JsonException)
        {
            // It is no record, as documented.
        }
    }

    private static void Export(ReadRecord read)
    {
        if (read.Record is null)
        {
            return;
        }

        using var file = new MemoryStream();
        new CsvLines(new PredictionSelection(int.MaxValue, MinimumProbability: 0)).Write(read, file);
        new JsonLines().Write(read, file);
        if (Encoding.UTF8.GetString(file.ToArray()).Length == 0)
        {
            throw new UnexpectedResultException("The record has no line in the export.");
        }
    }
}
