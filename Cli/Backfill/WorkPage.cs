using System.Runtime.InteropServices;

namespace CamFunctions.Cli.Backfill;

/// <summary>A page of the listing that is worked on. Beside its file is one with the positions of the names that are done.</summary>
internal sealed class WorkPage : IDisposable
{
    private const string DoneEnding = ".done";

    private readonly string path;
    private readonly IReadOnlyList<string> names;
    private readonly HashSet<int> done;
    private readonly FileStream doneFile;
    private readonly Lock gate = new();

    private WorkPage(string path, IReadOnlyList<string> names, HashSet<int> done, FileStream doneFile)
    {
        this.path = path;
        this.names = names;
        this.done = done;
        this.doneFile = doneFile;
    }

    /// <summary>How many names of a page are done, told by the length of a file.</summary>
    public static int CountDone(string path) => File.Exists(path + DoneEnding) ? (int)(new FileInfo(path + DoneEnding).Length / sizeof(int)) : 0;

    public static WorkPage Open(string path, IReadOnlyList<string> names)
    {
        var recorded = File.Exists(path + DoneEnding) ? File.ReadAllBytes(path + DoneEnding) : [];
        // A number that was being written when the process was killed does not count.
        var whole = recorded.Length / sizeof(int) * sizeof(int);
        var positions = MemoryMarshal.Cast<byte, int>(recorded.AsSpan(0, whole));
        var file = new FileStream(path + DoneEnding, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(whole);
        file.Position = whole;
        return new WorkPage(path, names, [.. positions], file);
    }

    /// <summary>What is left, with its positions.</summary>
    public IReadOnlyList<(int Position, string Name)> Left()
    {
        lock (gate)
        {
            return [.. names.Select((name, position) => (position, name)).Where(entry => !done.Contains(entry.position))];
        }
    }

    /// <summary>Notes that a name is done; with the last one, the page goes.</summary>
    public void MarkDone(int position)
    {
        lock (gate)
        {
            doneFile.Write(BitConverter.GetBytes(position));
            done.Add(position);
            if (done.Count == names.Count)
            {
                doneFile.Dispose();
                // In this order: a file of positions alone would be of no page.
                File.Delete(path + DoneEnding);
                File.Delete(path);
            }
        }
    }

    public void Dispose() => doneFile.Dispose();
}
