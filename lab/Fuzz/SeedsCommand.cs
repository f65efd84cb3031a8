using System.CommandLine;
using System.Globalization;
using System.Text;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz;

/// <summary><c>seeds</c>: writes the seeds and the dictionary of a target, for other fuzzers.</summary>
internal static class SeedsCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("TARGET") { Description = "The target." };
        target.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        var folder = new Argument<string>("DIR") { Description = "The folder for the seeds; the dictionary is beside it, as DIR.dict." };
        var command = new Command("seeds", "Writes the seeds of a target, for AFL++ and libFuzzer.") { target, folder };
        command.SetAction(parsed => Write(FuzzTargets.Create(parsed.GetValue(target)!), parsed.GetValue(folder)!));
        return command;
    }

    private static void Write(IFuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (number, seed) in target.Seeds.Index())
        {
            File.WriteAllBytes(Path.Combine(folder, number.ToString("D3", CultureInfo.InvariantCulture)), seed);
        }

        File.WriteAllLines($"{Path.TrimEndingDirectorySeparator(folder)}.dict", target.Words.Select(Quoted));
    }

    private static string Quoted(string word) =>
        $"\"{string.Concat(Encoding.Latin1.GetBytes(word).Select(value => FormattableString.Invariant($"\\x{value:x2}")))}\"";
}
