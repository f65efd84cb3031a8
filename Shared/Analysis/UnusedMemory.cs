namespace CamFunctions.Shared.Analysis;

/// <summary>
/// Memory that this process has used and still holds: managed garbage, and what the C library keeps for later. Both may grow to hundreds of
/// megabytes, because neither the collector nor the C library knows what the other and the decoders need.
/// </summary>
internal static class UnusedMemory
{
    /// <summary>Gives it back to the operating system. Pauses all managed threads for about 20 ms.</summary>
    public static void Return()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
    }

    /// <summary>Gives it back if the process would otherwise take more than a limit.</summary>
    /// <param name="needed">What the process is about to take, in bytes.</param>
    /// <param name="limit">What it may take in all, in bytes.</param>
    public static void ReturnIfOver(long needed, long limit)
    {
        if (Environment.WorkingSet + needed > limit)
        {
            Return();
        }
    }
}
