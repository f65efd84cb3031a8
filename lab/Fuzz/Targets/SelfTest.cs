using System.Runtime.InteropServices;

namespace CamFunctions.Fuzz.Targets;

/// <summary>Goes wrong in each way that there is, to test the fuzzer itself. What takes its time is a target of its own.</summary>
internal sealed class SelfTest(string name) : IFuzzTarget
{
    private const string Quick = "self-test";
    private const string Endless = "self-test-hang";

    public static IReadOnlyList<string> Names { get; } = [Quick, Endless];

    /// <summary>Touching memory takes seconds on some virtual machines, so the test sets a lower limit than the default.</summary>
    private const int MoreThanTheLimit = 200 << 20;

    public string Name => name;

    public IReadOnlyList<byte[]> Seeds => [".........."u8.ToArray()];

    public IReadOnlyList<string> Words => name == Endless ? ["hang"] : ["fault", "crash", "memory"];

    public void Run(byte[] input)
    {
        if (input.AsSpan().IndexOf("fault"u8) >= 0)
        {
            throw new InvalidOperationException("A fault.");
        }

        if (input.AsSpan().IndexOf("crash"u8) >= 0)
        {
            Environment.FailFast("A crash.");
        }

        for (var hangs = input.AsSpan().IndexOf("hang"u8) >= 0; hangs;)
        {
            Thread.SpinWait(1);
        }

        if (input.AsSpan().IndexOf("memory"u8) >= 0)
        {
            Fill();
        }
    }

    /// <summary>Native memory, which no setting of the runtime limits.</summary>
    private static unsafe void Fill()
    {
        var memory = NativeMemory.Alloc(MoreThanTheLimit);
        NativeMemory.Fill(memory, MoreThanTheLimit, 1);
        NativeMemory.Free(memory);
    }
}
