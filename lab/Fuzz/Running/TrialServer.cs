using System.Diagnostics;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz.Running;

/// <summary>Tries inputs that come through standard input, each after its length, and prints a line about each.</summary>
internal static class TrialServer
{
    public const string AllIsWell = "well";

    public static int Run(string targetName)
    {
        var target = FuzzTargets.Create(targetName);
        using var reader = new BinaryReader(Console.OpenStandardInput());
        while (true)
        {
            byte[] input;
            try
            {
                input = reader.ReadBytes(reader.ReadInt32());
            }
            catch (EndOfStreamException)
            {
                return 0;
            }

            var start = Stopwatch.GetTimestamp();
            var trouble = FailureSignature.Of(target, input);
            if (MemoryLimit.IsExceededSince(start))
            {
                return Worker.NeedsTooMuchMemory;
            }

            Console.WriteLine(trouble?.Signature.ReplaceLineEndings(" ") ?? AllIsWell);
        }
    }
}
