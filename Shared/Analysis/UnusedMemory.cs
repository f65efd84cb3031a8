namespace CamFunctions.Shared.Analysis;

/// <summary>
/// Memory that this process has used and still holds: managed garbage, and free memory in the heap of the C library. Both may grow to
/// hundreds of megabytes, because neither the collector nor the C library knows what the other and the decoders need.
/// </summary>
internal static class UnusedMemory
{
    /// <summary>
    /// Gives it back to the operating system if the process would otherwise take more than a limit. Pauses all managed threads for about
    /// 20 ms.
    /// </summary>
    /// <param name="needed">The bytes that the process is about to take.</param>
    /// <param name="limit">The bytes that it may take in all.</param>
    public static void ReturnIfOver(long needed, long limit)
    {
        if (Environment.WorkingSet + needed > limit)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeHeap.Trim();
        }
    }
}
