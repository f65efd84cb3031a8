using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Tests.Shared.Results;

/// <summary>The results of the sample photographs with a revision of the analysis, as a file: the revision, then a line for each.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Lines">The results.</param>
internal sealed record SampleResults(int Revision, IReadOnlyList<string> Lines)
{
    /// <summary>The checked-in file, in the folder of the project.</summary>
    public const string Path = "Functions.Tests/TestData/Results/samples.jsonl";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static SampleResults Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return new SampleResults(int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), lines[1..]);
    }

    public void Write(string path) => File.WriteAllText(path, string.Concat(Lines.Prepend($"{Revision}").Select(line => $"{line}\n")));
}
