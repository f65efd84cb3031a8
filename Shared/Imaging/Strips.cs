namespace CamFunctions.Shared.Imaging;

/// <summary>Splits the rows of a large image among threads.</summary>
internal static class Strips
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="threads">How many threads the work is worth; more than the processor's cores are never used.</param>
    /// <param name="work">Does the rows [first, end).</param>
    public static void Run(int rows, int threads, Action<int, int> work)
    {
        var strips = Math.Clamp(threads, 1, Environment.ProcessorCount);
        if (strips == 1)
        {
            work(0, rows);
            return;
        }

        Parallel.For(0, strips, strip => work(rows * strip / strips, rows * (strip + 1) / strips));
    }
}
