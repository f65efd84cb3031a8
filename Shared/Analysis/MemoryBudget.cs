namespace CamFunctions.Shared.Analysis;

/// <summary>
/// The memory that images in progress share. An image waits for room before it is decoded, first come, first served, so that a process is
/// not ended for want of memory. When no image has come for a while, unused memory is given back. Thread-safe.
/// </summary>
public sealed class MemoryBudget
{
    private const long Megabyte = 1 << 20;

    /// <summary>
    /// What the process needs without large images: up to 208 MB were measured with a thousand photographs (docs/performance.md).
    /// </summary>
    private const long OwnMegabytes = 256;

    /// <summary>For what is taken between two looks at the memory of the process, and by the kernel on its behalf.</summary>
    private const long ReserveMegabytes = 64;

    /// <summary>Photographs of 12 megapixels are decoded wherever the process itself fits.</summary>
    private const long LeastMegabytes = 64;

    /// <summary>Long enough not to be between two images of many.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly long capacity;
    private readonly QuietPeriod rest;
    private readonly Lock gate = new();
    private readonly LinkedList<Turn> queue = [];
    private long held;
    private int decoding;

    /// <param name="capacity">Bytes for the files and for decoding them.</param>
    public MemoryBudget(long capacity)
        : this(capacity, new QuietPeriod(Rest, TimeProvider.System, UnusedMemory.Return))
    {
    }

    internal MemoryBudget(long capacity, QuietPeriod rest) => (this.capacity, this.rest) = (capacity, rest);

    /// <summary>That of the machine, or of the container if it has less.</summary>
    public static MemoryBudget OfProcess { get; } = new(CapacityOf(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    public long Capacity => capacity;

    private long Held
    {
        get
        {
            lock (gate)
            {
                return held;
            }
        }
    }

    /// <param name="megabytes">The memory that the process may use; 0 for that of the machine or container.</param>
    public static MemoryBudget Of(long megabytes) => megabytes == 0 ? OfProcess : new(CapacityOf(megabytes * Megabyte));

    /// <summary>Counts memory that is taken in any case, as that of a file while it waits. Never waits.</summary>
    /// <returns>To be disposed of when the memory is free again.</returns>
    public IDisposable Hold(long bytes)
    {
        lock (gate)
        {
            held += bytes;
        }

        MakeRoom();
        return new Holding(() => Free(bytes, decodings: 0));
    }

    /// <summary>
    /// Waits until there is room, and does the work. What needs more than all there is waits until nothing else is decoded, so that it
    /// does not wait for ever. The work must not wait for room itself.
    /// </summary>
    /// <exception cref="OperationCanceledException">Waiting was cancelled.</exception>
    public T Run<T>(long bytes, Func<T> work, CancellationToken cancellation)
    {
        Enter(new Turn(bytes), cancellation);
        try
        {
            MakeRoom();
            return work();
        }
        finally
        {
            Free(bytes, decodings: 1);
        }
    }

    /// <summary>
    /// Garbage of earlier images has to go only when there is no room for it. What images in progress hold already counts twice here, so
    /// this errs on the safe side.
    /// </summary>
    private void MakeRoom() => UnusedMemory.ReturnIfOver(Held, capacity + ((OwnMegabytes - ReserveMegabytes) * Megabyte));

    private static long CapacityOf(long memory) => Math.Max(LeastMegabytes * Megabyte, memory - (OwnMegabytes * Megabyte));

    private void Enter(Turn turn, CancellationToken cancellation)
    {
        lock (gate)
        {
            queue.AddLast(turn);
            Admit();
        }

        try
        {
            turn.Admitted.Task.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            Withdraw(turn);
            throw;
        }
    }

    private void Withdraw(Turn turn)
    {
        lock (gate)
        {
            if (!queue.Remove(turn))
            {
                (held, decoding) = (held - turn.Bytes, decoding - 1);
            }

            // Those behind it may fit.
            Admit();
        }
    }

    private void Free(long bytes, int decodings)
    {
        lock (gate)
        {
            (held, decoding) = (held - bytes, decoding - decodings);
            Admit();
        }

        rest.Interrupt();
    }

    private void Admit()
    {
        while (queue.First?.Value is { } first && (decoding == 0 || held + first.Bytes <= capacity))
        {
            queue.RemoveFirst();
            (held, decoding) = (held + first.Bytes, decoding + 1);
            first.Admitted.SetResult();
        }
    }

    private sealed class Turn(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Holding(Action free) : IDisposable
    {
        private Action? free = free;

        public void Dispose() => Interlocked.Exchange(ref free, null)?.Invoke();
    }
}
