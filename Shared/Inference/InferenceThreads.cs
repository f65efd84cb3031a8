using System.Collections.Concurrent;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// Threads that do nothing but call ONNX Runtime. On processors with AMX its eight-bit kernels leave 8 KB of registers in use on the
/// thread that calls them, and from then on Linux saves these on the thread's stack for signals before it calls a handler. That stack has
/// 16 KB, too little for both the registers and .NET 10's handler, which turns a null reference into an exception: the thread's next null
/// reference, caught or not, would end the process with exit code 139. No code of ours or of other libraries runs on these threads, so
/// none can cause one here, and all other threads stay as .NET made them.
/// </summary>
internal sealed class InferenceThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> calls = [];
    private readonly Thread[] threads;

    /// <param name="count">Number of threads, so of calls that can run concurrently.</param>
    public InferenceThreads(int count)
    {
        threads = [.. Enumerable.Range(1, count).Select(number => new Thread(Work) { IsBackground = true, Name = $"Inference {number}" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>Makes a call on one of the threads, as soon as one is free, and waits for its end.</summary>
    public T Call<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.HideScheduler, this).GetAwaiter().GetResult();

    /// <summary>Waits for the calls that have been made, and ends the threads.</summary>
    public void Dispose()
    {
        calls.CompleteAdding();
        Array.ForEach(threads, thread => thread.Join());
        calls.Dispose();
    }

    protected override void QueueTask(Task task) => calls.Add(task);

    /// <summary>Never on the thread that waits.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <summary>For debuggers.</summary>
    protected override IEnumerable<Task> GetScheduledTasks() => calls;

    private void Work()
    {
        foreach (var task in calls.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
