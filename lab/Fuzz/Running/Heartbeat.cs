using System.IO.MemoryMappedFiles;

namespace CamFunctions.Fuzz.Running;

/// <summary>
/// Which run a process is in, in memory that outlives it: a run that kills the process has said beforehand which it is.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private const int Length = 32;
    private const int NumberAt = 0;
    private const int StartAt = 8;
    private const int RunsAt = 16;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    public Heartbeat(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, Length);
        view = file.CreateViewAccessor(0, Length);
    }

    /// <summary>The number of the latest run.</summary>
    public long Number => view.ReadInt64(NumberAt);

    /// <summary>How many runs have begun.</summary>
    public long Runs => view.ReadInt64(RunsAt);

    /// <summary>How long the latest run has been going on. Before the first, the process is starting.</summary>
    public TimeSpan Age => Runs == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Environment.TickCount64 - view.ReadInt64(StartAt));

    public void Begin(long number)
    {
        view.Write(NumberAt, number);
        view.Write(StartAt, Environment.TickCount64);
        view.Write(RunsAt, Runs + 1);
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
