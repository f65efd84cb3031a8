using System.Runtime.InteropServices;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>
/// A page of the listing in progress. A second file next to it contains the positions of the names that are done, and a third one when
/// images were posted to an app, if they were.
/// </summary>
internal sealed class WorkPage : IDisposable
{
    private const string DoneSuffix = ".done";

    private readonly string path;
    private readonly IReadOnlyList<string> names;
    private readonly HashSet<int> done;
    private readonly FileStream doneFile;
    private readonly PostedTimes posted;
    private readonly Lock gate = new();

    private WorkPage(string path, IReadOnlyList<string> names, HashSet<int> done, FileStream doneFile)
    {
        this.path = path;
        this.names = names;
        this.done = done;
        this.doneFile = doneFile;
        posted = new PostedTimes(path);
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
                posted.Delete();
                File.Delete(path + DoneSuffix);
                File.Delete(path);
            }
        }
    }

    /// <returns>When an image was posted to an app; <see langword="null"/> if it was not.</returns>
    public DateTimeOffset? PostedAt(int position)
    {
        lock (gate)
        {
            return posted.Of(position);
        }
    }

    /// <summary>Remembers when an image is posted to an app, or with <see langword="null"/> that it was not accepted.</summary>
    public void MarkPosted(int position, DateTimeOffset? time)
    {
        lock (gate)
        {
            posted.Set(position, time);
        }
    }

    public void Dispose()
    {
        doneFile.Dispose();
        posted.Dispose();
    }
}
