using System.Diagnostics;
using System.Runtime.InteropServices;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Processors;

/// <summary>The library of hide_features.c, compiled here and now.</summary>
internal sealed class FeatureMask : IDisposable
{
    private const string FaultingFlag = " cpuid_fault ";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cam-processor-");

    private FeatureMask()
    {
    }

    /// <summary>Why no features can be hidden here; <see langword="null"/> if they can.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64
            ? "Features of the processor can be hidden on Linux and x64 only."
        : !File.ReadAllText("/proc/cpuinfo").ReplaceLineEndings(" ").Contains(FaultingFlag, StringComparison.Ordinal)
            ? "This processor's features can't be hidden: it has no CPUID faulting (cpuid_fault in /proc/cpuinfo)."
        : !ProgramsOnPath.Has("gcc")
            ? "There is no C compiler on this machine (apt-get install gcc libc6-dev)."
        : null;

    private string Library => Path.Combine(folder.FullName, "hide_features.so");

    /// <exception cref="InvalidOperationException">The compiler failed; it has said why.</exception>
    public static FeatureMask Compile()
    {
        var mask = new FeatureMask();
        var source = Path.Combine(AppContext.BaseDirectory, "Processors", "hide_features.c");
        using var compiler = Process.Start("gcc", ["-O2", "-Wall", "-shared", "-fPIC", "-o", mask.Library, source, "-ldl"]);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
        {
            mask.Dispose();
            throw new InvalidOperationException($"gcc could not compile {source}; see its output.");
        }

        return mask;
    }

    /// <summary>The environment of a program that shall not see all features.</summary>
    public IReadOnlyDictionary<string, string> For(OlderProcessor processor) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = Library,
        ["HIDDEN_FEATURES"] = processor.HiddenFeatures,
    };

    public void Dispose() => folder.Delete(recursive: true);
}
