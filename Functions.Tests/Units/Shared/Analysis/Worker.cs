using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Analysis;

/// <summary>Work on a thread of its own.</summary>
internal sealed class Worker
{
    private readonly Thread thread;

    public Worker(Action work)
    {
        thread = new Thread(() => work());
        thread.Start();
    }

    public bool IsDone => thread.ThreadState == ThreadState.Stopped;

    public Task IsWaitingOrDoneAsync() => Eventually.HoldsAsync(
        "the image is decoded or waits",
        () => Task.FromResult(thread.ThreadState is ThreadState.Stopped or ThreadState.WaitSleepJoin));

    public void Join() => thread.Join();
}
