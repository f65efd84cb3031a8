using CamFunctions.Shared.Analysis;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// Decides how many images are decoded, analysed and encoded concurrently: one per core, and fewer if the memory does not suffice for
/// more. One per core keeps all cores busy: decoding and encoding take one core, and while one image is decoded or encoded, the network
/// runs on the others. More images would only take more memory. They enter in the order in which they came; an image that waits holds its
/// file, but no thread. Downloads and uploads need no admission: the Functions host (<c>maxDegreeOfParallelism</c> in host.json) and the
/// commands decide how many images are in progress in all. Thread-safe.
/// </summary>
public sealed class Admission
{
    private const long Megabyte = 1 << 20;

    /// <summary>
    /// The process without large images, one inference included: up to 208 MB were measured with a thousand photographs
    /// (docs/performance.md).
    /// </summary>
    private const long OwnMegabytes = 256;

    /// <summary>For memory that is taken between two looks at that of the process, and by the kernel on its behalf.</summary>
    private const long ReserveMegabytes = 64;

    /// <summary>Photographs of 12 megapixels are decoded wherever the process itself fits.</summary>
    private const long LeastMegabytes = 64;

    private readonly long capacity;
    private readonly int cores;
    private readonly Lock gate = new();
    private readonly LinkedList<Turn> queue = [];
    private long held;
    private int running;

    /// <param name="capacity">Bytes for files and for decoding them.</param>
    /// <param name="cores">Maximum number of images that run concurrently.</param>
    public Admission(long capacity, int cores) => (this.capacity, this.cores) = (capacity, cores);

    /// <summary>With the memory of the machine, or of the container if it has less.</summary>
    public static Admission OfProcess { get; } = new(
        CapacityOf(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), Environment.ProcessorCount);

    /// <summary>The bytes that there are for files and for decoding them.</summary>
    public long Capacity => capacity;

    /// <param name="megabytes">The memory that the process may use; 0 for that of the machine or container.</param>
    public static Admission Of(long megabytes) =>
        megabytes == 0 ? OfProcess : new(CapacityOf(megabytes * Megabyte), Environment.ProcessorCount);

    /// <summary>Counts memory without waiting for it, as that of a file that is downloaded.</summary>
    /// <returns>Frees the memory when it is disposed of.</returns>
    public IDisposable Hold(long bytes)
    {
        lock (gate)
        {
            held += bytes;
        }

        MakeRoom();
        return new Holding(this, bytes, images: 0);
    }

    /// <summary>
    /// Waits until there is a core and memory for an image. An image that needs more than all memory enters when no other one runs, so that
    /// it is not starved.
    /// </summary>
    /// <param name="bytes">The memory that decoding takes, in addition to the file.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Lets the next image in when it is disposed of. Its holder must not enter again.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<IDisposable> EnterAsync(long bytes, CancellationToken cancellation)
    {
        var turn = new Turn(bytes);
        lock (gate)
        {
            queue.AddLast(turn);
            Admit();
        }

        try
        {
            await turn.Admitted.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Withdraw(turn);
            throw;
        }

        MakeRoom();
        return new Holding(this, bytes, images: 1);
    }

    private static long CapacityOf(long memory) => Math.Max(LeastMegabytes * Megabyte, memory - (OwnMegabytes * Megabyte));

    /// <summary>
    /// Garbage of earlier images has to go only when there is no room for it. Memory that images already use counts twice here, so this
    /// errs on the safe side.
    /// </summary>
    private void MakeRoom()
    {
        long needed;
        lock (gate)
        {
            needed = held;
        }

        UnusedMemory.ReturnIfOver(needed, capacity + ((OwnMegabytes - ReserveMegabytes) * Megabyte));
    }

    private void Withdraw(Turn turn)
    {
        lock (gate)
        {
            if (!queue.Remove(turn))
            {
                // It was admitted at the moment of the cancellation.
                (held, running) = (held - turn.Bytes, running - 1);
            }

            // Those after it may fit.
            Admit();
        }
    }

    private void Free(long bytes, int images)
    {
        lock (gate)
        {
            (held, running) = (held - bytes, running - images);
            Admit();
        }
    }

    private void Admit()
    {
        while (queue.First?.Value is { } first && (running == 0 || (running < cores && held + first.Bytes <= capacity)))
        {
            queue.RemoveFirst();
            (held, running) = (held + first.Bytes, running + 1);
            first.Admitted.SetResult();
        }
    }

    private sealed class Turn(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Holding(Admission admission, long bytes, int images) : IDisposable
    {
        private int isFreed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isFreed, 1) == 0)
            {
                admission.Free(bytes, images);
            }
        }
    }
}
