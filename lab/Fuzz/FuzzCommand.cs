using System.CommandLine;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz;

/// <summary>The command line: fuzzes, and replays a finding.</summary>
internal static class FuzzCommand
{
    /// <summary>Long enough for a few hundred runs of the slowest target.</summary>
    private const double DefaultSeconds = 60;

    public static int Run(string[] arguments)
    {
        var targets = new Argument<string[]>("TARGET")
        {
            Description = $"What to fuzz: {string.Join(", ", FuzzTargets.Names)}. All by default.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        targets.AcceptOnlyFromAmong([.. FuzzTargets.Names, .. SelfTest.Names]);
        var seconds = new Option<double?>("--seconds")
        {
            Description = "How long, for all targets together; 60 by default.",
            HelpName = "N",
        };
        var runs = new Option<long?>("--runs") { Description = "How many runs of each target, however long they take.", HelpName = "N" };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same inputs in the same order; 1 by default.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for findings; artifacts/fuzz by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("artifacts", "fuzz"),
        };
        var hang = new Option<double>("--hang-seconds")
        {
            Description = "A run that takes longer is a finding; 10 by default.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        var root = new RootCommand("Runs what reads foreign data on inputs that nobody would write.")
        {
            targets, seconds, runs, seed, output, hang, ReplayCommand.Create(), SeedsCommand.Create(),
        };
        root.SetAction(parsed => new FuzzRun(
            parsed.GetValue(targets) is { Length: > 0 } named ? named : FuzzTargets.Names,
            parsed.GetValue(seed),
            parsed.GetValue(runs),
            TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? (parsed.GetValue(runs) is null ? DefaultSeconds : 1e6)),
            TimeSpan.FromSeconds(parsed.GetValue(hang)),
            Path.GetFullPath(parsed.GetValue(output)!)).Run());
        return root.Parse(arguments).Invoke();
    }
}
