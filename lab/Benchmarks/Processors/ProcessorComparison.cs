using System.Diagnostics;
using CamFunctions.Tests.Processors;

namespace CamFunctions.Benchmarks.Processors;

/// <summary>The comparison of the pipeline with the bare network, as on processors with fewer vector instructions than this one.</summary>
internal static class ProcessorComparison
{
    public static int Run(string folder)
    {
        if (FeatureMask.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        using var mask = FeatureMask.Compile();
        foreach (var processor in OlderProcessor.All)
        {
            Console.WriteLine($"{processor.Name}:");
            var exitCode = Compare(folder, mask.For(processor));
            if (exitCode != 0)
            {
                return exitCode;
            }
        }

        return 0;
    }

    private static int Compare(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(OwnProgram.Path, [folder]) { UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
