using System.CommandLine;

namespace CamFunctions.Benchmarks.Localization;

/// <summary><c>localization</c>: reads the command line of the localization benchmark.</summary>
internal static class LocalizationCommand
{
    /// <summary>Enough for differences of a few hundredths between maps; takes some minutes.</summary>
    private const int Count = 60;

    public static int Run(string[] arguments)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "A folder of photographs named by WordNet ID, such as n02123045_tabby.JPEG.",
        };
        var models = new Option<string[]>("--model")
        {
            Description = "A prepared model; repeat it for more. Default: this repository's models in both precisions.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [PreparedModel.Int8, PreparedModel.Float32],
        };
        var maps = new Option<string[]>("--map")
        {
            Description = "A map; repeat it for more. Default: all.",
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

        var command = new RootCommand("Measures how well maps localise classes.") { folder, models, maps, seed, count };
        command.SetAction(parsed => LocalizationBenchmark.Run(
            parsed.GetValue(folder)!,
            parsed.GetValue(models)!,
            parsed.GetValue(maps)!,
            parsed.GetValue(seed),
            parsed.GetValue(count)));
        return command.Parse(arguments).Invoke();
    }
}
