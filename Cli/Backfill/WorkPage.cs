using System.Runtime.InteropServices;

namespace CamFunctions.Cli.Backfill;

/// <summary>A page of the listing in progress. A second file next to it contains the positions of the names that are done.</summary>
internal sealed class WorkPage : IDisposable
{
    private const string DoneSuffix = ".done";

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

    /// <summary>The number of finished names on a page, from the length of its progress file.</summary>
    public static int CountDone(string path) =>
        File.Exists(path + DoneSuffix) ? (int)(new FileInfo(path + DoneSuffix).Length / sizeof(int)) : 0;

    public static WorkPage Open(string path, IReadOnlyList<string> names)
    {
        var recorded = File.Exists(path + DoneSuffix) ? File.ReadAllBytes(path + DoneSuffix) : [];
        // Ignore a number that was only partially written when the process was killed.
        var whole = recorded.Length / sizeof(int) * sizeof(int);
        var positions = MemoryMarshal.Cast<byte, int>(recorded.AsSpan(0, whole));
        var file = new FileStream(path + DoneSuffix, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(whole);
        file.Position = whole;
        return new WorkPage(path, names, [.. positions], file);
    }

    /// <summary>The names that are not done, with their positions.</summary>
    public IReadOnlyList<(int Position, string Name)> Remaining()
    {
        lock (gate)
        {
            return [.. names.Select((name, position) => (position, name)).Where(entry => !done.Contains(entry.position))];
        }
    }

    /// <summary>Marks a name as done. After the last one, the page is deleted.</summary>
    public void MarkDone(int position)
    {
        lock (gate)
        {
            doneFile.Write(BitConverter.GetBytes(position));
            done.Add(position);
            if (done.Count == names.Count)
            {
                doneFile.Dispose();
                // In this order, so that no progress file is left without its page.
                File.Delete(path + DoneSuffix);
                File.Delete(path);
            }
        }
    }

    public void Dispose() => doneFile.Dispose();
}
