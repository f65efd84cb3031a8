using System.Globalization;
using System.Text.Json;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Backfill;

/// <summary>
/// What a backfill has listed and not done yet, in a folder: a file for each page of the listing and one with where the
/// listing goes on. A backfill that was killed goes on from there, lists no page again and looks at no image again.
/// </summary>
internal sealed class WorkList : IDisposable
{
    private const string StateFile = "listing.json";
    private const string LockFile = "lock";
    private const string PagePattern = "page-*.json";

    private readonly string folder;
    private readonly FileStream held;

    private WorkList(string folder, FileStream held)
    {
        this.folder = folder;
        this.held = held;
        State = ReadState();
    }

    /// <summary>How far the listing is.</summary>
    public ListingState State { get; private set; }

    /// <summary>The pages that are not done, in the order of the listing.</summary>
    public IReadOnlyList<string> Pages => [.. Directory.GetFiles(folder, PagePattern).Where(IsPage).Order(StringComparer.Ordinal)];

    /// <summary>How many names are listed and not done.</summary>
    public long CountLeft() => Pages.Sum(path => (long)Length(path) - WorkPage.CountDone(path));

    /// <exception cref="BackfillException">Another process works on it.</exception>
    public static WorkList Open(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var list = new WorkList(folder, Hold(Path.Combine(folder, LockFile)));
        if (list.State.Begun is null)
        {
            list.WriteState(list.State with { Begun = now });
        }

        return list;
    }

    /// <summary>Adds a page of the listing. The page comes first: killed in between, the same page is listed again, not left out.</summary>
    /// <param name="names">Its names.</param>
    /// <param name="continuation">Where the listing goes on; empty after the last page.</param>
    /// <returns>The page's file; <see langword="null"/> for a page without names.</returns>
    public string? Add(IReadOnlyList<string> names, string? continuation)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"page-{State.Pages:D9}.{names.Count}.json");
        var path = names.Count == 0 ? null : Path.Combine(folder, file);
        if (path is not null)
        {
            AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(names, BackfillJsonContext.Default.IReadOnlyListString));
        }

        WriteState(State with { Pages = State.Pages + 1, Continuation = continuation, IsComplete = string.IsNullOrEmpty(continuation) });
        return path;
    }

    public static WorkPage OpenPage(string path) =>
        WorkPage.Open(path, JsonSerializer.Deserialize(File.ReadAllBytes(path), BackfillJsonContext.Default.IReadOnlyListString)!);

    /// <summary>How many names a page has; as its file's name has it.</summary>
    public static int Length(string path) => int.Parse(Path.GetFileName(path).Split('.')[1], CultureInfo.InvariantCulture);

    /// <summary>Everything is done: the next backfill starts from the beginning.</summary>
    public void Finish()
    {
        File.Delete(Path.Combine(folder, StateFile));
        Dispose();
        File.Delete(Path.Combine(folder, LockFile));
    }

    public void Dispose() => held.Dispose();

    /// <summary>The operating system takes the lock from a process that dies.</summary>
    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new BackfillException($"Another backfill of the same images is running, or {path} can't be written: {fault.Message}");
        }
    }

    /// <summary>Temporary files and files of positions match the pattern too.</summary>
    private static bool IsPage(string path) => path.EndsWith(".json", StringComparison.Ordinal);

    private ListingState ReadState()
    {
        var path = Path.Combine(folder, StateFile);
        return File.Exists(path)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(path), BackfillJsonContext.Default.ListingState)!
            : new ListingState(Begun: null, 0, Continuation: null, IsComplete: false);
    }

    private void WriteState(ListingState state)
    {
        AtomicFile.Write(Path.Combine(folder, StateFile), JsonSerializer.SerializeToUtf8Bytes(state, BackfillJsonContext.Default.ListingState));
        State = state;
    }
}
