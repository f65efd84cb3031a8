using System.Text.Json;

namespace CamFunctions.Benchmarks.Mutation;

/// <summary>An edit of the product that a test must notice.</summary>
/// <param name="File">The source file, relative to the checkout.</param>
/// <param name="Find">A text that is there once.</param>
/// <param name="Replace">What to put in its place.</param>
/// <param name="Tests">The test classes that cover it.</param>
internal sealed record Mutant(string File, string Find, string Replace, IReadOnlyList<string> Tests)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The project, which is the first folder.</summary>
    public string Project => File.Split('/')[0];

    /// <summary>The file name of the project's assembly.</summary>
    public string Assembly => Project switch
    {
        "Functions" => "CamFunctions.dll",
        "Cli" => "cam.dll",
        _ => $"CamFunctions.{Project}.dll",
    };

    public static IReadOnlyList<Mutant> ReadAll(string path) =>
        JsonSerializer.Deserialize<IReadOnlyList<Mutant>>(System.IO.File.ReadAllBytes(path), Json)!;
}
