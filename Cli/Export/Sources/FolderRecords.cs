using System.IO.Enumeration;
using System.Runtime.CompilerServices;

namespace CamFunctions.Cli.Export.Sources;

/// <summary>The records in a folder: its JSON files at any depth, by name.</summary>
internal sealed class FolderRecords : IRecordSource
{
    /// <summary>A checkpoint of the export, every second or so.</summary>
    private const int DefaultPageSize = 5_000;

    /// <summary>
    /// How many pages of names are held in memory: the folder is searched again for the next ones, which takes a second per million files.
    /// </summary>
    private const int PagesInMemory = 10;

    /// <summary>The part of an output folder of 'localize' that has the records.</summary>
    private const string Predictions = "predictions";

    private readonly string root;
    private readonly string output;
    private readonly int pageSize;
    private readonly string prefix;

    /// <param name="folder">A folder of records, or the output folder of 'localize'.</param>
    /// <param name="output">This file, or the files in this folder, are not records but the export itself.</param>
    /// <param name="prefix">Only records whose names within the folder begin with this, with slashes; empty for all.</param>
    /// <param name="pageSize">Records per page.</param>
    /// <exception cref="ExportException">The folder does not exist.</exception>
    public FolderRecords(string folder, string output, string prefix = "", int pageSize = DefaultPageSize)
    {
        if (!Directory.Exists(folder))
        {
            throw new ExportException(
                $"The folder {folder} does not exist. Name a folder of records, such as the output folder of 'cam localize', or " +
                $"'{ContainerRecords.Word}' for the container of the settings.");
        }

        var within = Path.Combine(Path.GetFullPath(folder), Predictions);
        root = Path.TrimEndingDirectorySeparator(Directory.Exists(within) ? within : Path.GetFullPath(folder));
        this.prefix = prefix;
        this.output = Path.GetFullPath(output);
        this.pageSize = pageSize;
    }

    public string Identity => $"{root} {prefix}".TrimEnd();

    private int NamesInMemory => PagesInMemory * pageSize;

    public int Readers => Environment.ProcessorCount + 1;

    /// <summary>A file in the disk's cache is read in less time than it takes to wake a thread.</summary>
    public int RecordsPerReader => 32;

    public long? Count(CancellationToken cancellation) => Files().LongCount();

    public async IAsyncEnumerable<RecordPage> ListAsync(string? continuation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string[] names;
        do
        {
            names = await Task.Run(() => NextNames(continuation), cancellation);
            foreach (var page in names.Chunk(pageSize))
            {
                continuation = page[^1];
                yield return new RecordPage(page, continuation);
            }
        }
        while (names.Length == NamesInMemory);
    }

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<byte[]?>(File.ReadAllBytes(name));
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult<byte[]?>(null);
        }
    }

    /// <summary>The first names after a given one. Files appear in a folder in no particular order.</summary>
    private string[] NextNames(string? last)
    {
        var largestFirst = Comparer<string>.Create(static (one, other) => string.CompareOrdinal(other, one));
        var names = new PriorityQueue<string, string>(largestFirst);
        foreach (var file in Files().Where(file => last is null || string.CompareOrdinal(file, last) > 0))
        {
            if (names.Count < NamesInMemory)
            {
                names.Enqueue(file, file);
            }
            else
            {
                names.EnqueueDequeue(file, file);
            }
        }

        return [.. names.UnorderedItems.Select(item => item.Element).Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Files()
    {
        var beginning = Path.Combine(root, prefix.Replace('/', Path.DirectorySeparatorChar));
        return AllFiles().Where(file => file.StartsWith(beginning, StringComparison.Ordinal));
    }

    /// <summary>Links to folders are not followed, because they can be circular.</summary>
    private IEnumerable<string> AllFiles() =>
        new FileSystemEnumerable<string>(
            root,
            static (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true })
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase),
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }
        .Where(file => file != output && !file.StartsWith(output + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
