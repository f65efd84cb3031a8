using System.Buffers.Binary;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>When the images of a page were posted to an app, kept in a file beside the page for a run that follows a killed one.</summary>
internal sealed class PostedTimes : IDisposable
{
    private const string Suffix = ".posted";
    private const int EntryLength = sizeof(int) + sizeof(long);

    /// <summary>The time of an image that was posted and then refused.</summary>
    private const long Never = 0;

    private readonly string path;
    private readonly Dictionary<int, long> times = [];
    private FileStream? file;

    /// <param name="page">The page's file.</param>
    public PostedTimes(string page)
    {
        path = page + Suffix;
        var recorded = File.Exists(path) ? File.ReadAllBytes(path).AsSpan() : [];
        // An entry that was only partially written when the process was killed is ignored.
        for (; recorded.Length >= EntryLength; recorded = recorded[EntryLength..])
        {
            times[BinaryPrimitives.ReadInt32LittleEndian(recorded)] = BinaryPrimitives.ReadInt64LittleEndian(recorded[sizeof(int)..]);
        }
    }

    /// <returns><see langword="null"/> for an image that was not posted.</returns>
    public DateTimeOffset? Of(int position) =>
        times.GetValueOrDefault(position) is var time and not Never ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    /// <param name="position">The image's position on the page.</param>
    /// <param name="time">When it is posted; <see langword="null"/> if it was not accepted.</param>
    public void Set(int position, DateTimeOffset? time)
    {
        times[position] = time?.ToUnixTimeMilliseconds() ?? Never;
        Span<byte> entry = stackalloc byte[EntryLength];
        BinaryPrimitives.WriteInt32LittleEndian(entry, position);
        BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(int)..], times[position]);
        file ??= Open();
        file.Write(entry);
    }

    public void Delete()
    {
        Dispose();
        File.Delete(path);
    }

    public void Dispose() => file?.Dispose();

    private FileStream Open()
    {
        var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        opened.SetLength(opened.Length / EntryLength * EntryLength);
        opened.Position = opened.Length;
        return opened;
    }
}
