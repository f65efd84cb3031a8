namespace CamFunctions.Shared.Imaging;

/// <summary>Splits the rows of a large image among threads.</summary>
internal static class Strips
{
    /// <param name="threads">How many threads the work is worth.</param>
    /// <returns>As many, but at least one and at most one per core.</returns>
    public static int Count(int threads) => Math.Clamp(threads, 1, Environment.ProcessorCount);

    /// <param name="rows">Number of rows.</param>
    /// <param name="threads">How many threads the work is worth; more than the processor's cores are never used.</param>
    /// <param name="work">Does the rows [first, end).</param>
    public static void Run(int rows, int threads, Action<int, int> work)
    {
        var strips = Count(threads);
        if (strips == 1)
        {
            work(0, rows);
            return;
        }

        Parallel.For(0, strips, strip => work(rows * strip / strips, rows * (strip + 1) / strips));
    }
}
