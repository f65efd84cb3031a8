using CamFunctions.Fuzz.Targets;
using SharpFuzz;

namespace CamFunctions.Fuzz;

/// <summary><c>sharpfuzz</c>: runs a target under AFL++ or libFuzzer, whichever has started this process.</summary>
internal static class SharpFuzzRun
{
    /// <summary>Set by AFL++.</summary>
    private const string SharedMemoryOfAfl = "__AFL_SHM_ID";

    public static int Run(string name)
    {
        var target = FuzzTargets.Create(name);
        if (Environment.GetEnvironmentVariable(SharedMemoryOfAfl) is null)
        {
            Fuzzer.LibFuzzer.Run(input => target.Run(input.ToArray()));
            return 0;
        }

        // Out of process: the native code of the decoders would take AFL++'s process with it.
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            target.Run(input.ToArray());
        });
        return 0;
    }
}
