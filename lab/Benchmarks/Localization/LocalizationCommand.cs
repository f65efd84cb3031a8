using System.CommandLine;

namespace CamFunctions.Benchmarks.Localization;

/// <summary><c>localization</c>: reads the command line of the localization benchmark.</summary>
internal static class LocalizationCommand
{
    /// <summary>Enough for differences of a few hundredths between maps; takes some minutes.</summary>
    private const int Count = 60;

    public static int Run(string[] arguments)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER")
        {
            Description = "A folder of photographs named by WordNet ID, such as n02123045_tabby.JPEG.",
        }.AcceptExistingOnly();
        var models = new Option<FileInfo[]>("--model")
        {
            Description = "A prepared model; repeat it for more.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [new(PreparedModel.Int8), new(PreparedModel.Float32)],
        }.AcceptExistingOnly();
        var maps = new Option<string[]>("--map")
        {
            Description = "A map; repeat it for more.",
            HelpName = string.Join('|', NamedMap.All.Keys),
            DefaultValueFactory = _ => [.. NamedMap.All.Keys],
        };
        maps.AcceptOnlyFromAmong([.. NamedMap.All.Keys]);
        var seed = new Option<int>("--seed") { Description = "The same seed, the same numbers.", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count")
        {
            Description = "Number of photographs, mosaics and pastes.",
            DefaultValueFactory = _ => Count,
        };
        count.Validators.Add(result =>
        {
            if (result.GetValue(count) < 1)
            {
                result.AddError("--count must be at least 1.");
            }
        });

        var command = new Command("localization", "Measures how well maps localise classes.") { folder, models, maps, seed, count };
        command.SetAction(parsed => LocalizationBenchmark.Run(
            parsed.GetValue(folder)!.FullName,
            parsed.GetValue(models)!.Select(model => model.FullName),
            parsed.GetValue(maps)!,
            parsed.GetValue(seed),
            parsed.GetValue(count)));
        return new RootCommand { command }.Parse([command.Name, .. arguments]).Invoke();
    }
}
