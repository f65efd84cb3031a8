using System.Globalization;
using System.Text.Json;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>
/// The images that a backfill has listed but not finished, kept in a folder: one file per page of the listing, and one with the
/// progress of the listing. A backfill that was killed resumes from there, without repeating pages or images.
/// </summary>
internal sealed class WorkList : IDisposable
{
    private const string StateFile = "listing.json";
    private const string LockFile = "lock";
    private const string PagePattern = "page-*.json";

    private readonly string folder;
    private readonly FileStream lockFile;

    private WorkList(string folder, FileStream lockFile)
    {
        this.folder = folder;
        this.lockFile = lockFile;
        State = ReadState();
    }

    public ListingState State { get; private set; }

    /// <summary>The files of unfinished pages, in listing order.</summary>
    public IReadOnlyList<string> Pages => [.. Directory.GetFiles(folder, PagePattern).Where(IsPage).Order(StringComparer.Ordinal)];

    /// <summary>The number of names that are listed but not done.</summary>
    public long CountRemaining() => Pages.Sum(path => (long)Length(path) - WorkPage.CountDone(path));

    /// <exception cref="BackfillException">Another process is using the list.</exception>
    public static WorkList Open(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var list = new WorkList(folder, Lock(Path.Combine(folder, LockFile)));
        if (list.State.Begun is null)
        {
            list.WriteState(list.State with { Begun = now });
        }

        return list;
    }

    /// <summary>
    /// Adds a page of the listing. Writes the page before the state, so that a page is listed again rather than lost if the process
    /// is killed in between.
    /// </summary>
    /// <param name="names">The names on the page.</param>
    /// <param name="continuation">The continuation token; empty after the last page.</param>
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

    /// <summary>The number of names on a page, which is part of its file name.</summary>
    public static int Length(string path) => int.Parse(Path.GetFileName(path).Split('.')[1], CultureInfo.InvariantCulture);

    /// <summary>Says that an earlier run is continued, if that is so.</summary>
    public void ReportResumption(Action<string> writeLine)
    {
        if (State.Pages > 0)
        {
            writeLine(
                $"Resuming the backfill that was started on {State.Begun:u}. " +
                "Run it again afterwards for images that were added since.");
        }
    }

    /// <summary>Deletes the list, so that the next backfill starts from the beginning.</summary>
    public void Finish()
    {
        File.Delete(Path.Combine(folder, StateFile));
        Dispose();
        File.Delete(Path.Combine(folder, LockFile));
    }

    public void Dispose() => lockFile.Dispose();

    /// <summary>The operating system releases the lock if the process dies.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new BackfillException($"Another backfill of the same images is running, or {path} can't be written: {exception.Message}");
        }
    }

    /// <summary>Excludes temporary files and progress files, which match the pattern too.</summary>
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
        AtomicFile.Write(
            Path.Combine(folder, StateFile),
            JsonSerializer.SerializeToUtf8Bytes(state, BackfillJsonContext.Default.ListingState));
        State = state;
    }
}
