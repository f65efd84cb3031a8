using System.CommandLine;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz;

/// <summary><c>replay</c>: runs a target once, on a file, in this process.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("TARGET") { Description = "The target." };
        target.AcceptOnlyFromAmong([.. FuzzTargets.Names, .. SelfTest.Names]);
        var file = new Argument<FileInfo>("FILE") { Description = "The input." }.AcceptExistingOnly();
        var command = new Command("replay", "Runs a target on one input and shows what goes wrong.") { target, file };
        command.SetAction(parsed => Replay(FuzzTargets.Create(parsed.GetValue(target)!), parsed.GetValue(file)!.FullName));
        return command;
    }

    private static int Replay(IFuzzTarget target, string path)
    {
        try
        {
            target.Run(File.ReadAllBytes(path));
            Console.WriteLine("All is well: it was read, or refused as it should be.");
            return 0;
        }
        catch (Exception fault)
        {
            Console.WriteLine(fault);
            return 1;
        }
    }
}
