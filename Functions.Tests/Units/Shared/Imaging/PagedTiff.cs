using System.Buffers.Binary;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Imaging;

/// <summary>A small TIFF with any number of directories for the same pixels.</summary>
internal static class PagedTiff
{
    private const int EntryLength = 12;

    /// <param name="pages">Number of directories.</param>
    /// <param name="isCircle">Whether the last one points to the first one, instead of nowhere.</param>
    public static byte[] Of(int pages, bool isCircle = false)
    {
        using var plain = TestImages.Plain(8, 8, [10, 20, 30]);
        var single = TestImages.Encode(plain, ".tif");
        var first = BinaryPrimitives.ReadInt32LittleEndian(single.AsSpan(4));
        var entries = sizeof(ushort) + (BinaryPrimitives.ReadUInt16LittleEndian(single.AsSpan(first)) * EntryLength);
        var length = entries + sizeof(int);
        var file = new byte[single.Length + ((pages - 1) * length)];
        single.CopyTo(file, 0);
        for (var page = 0; page < pages; page++)
        {
            var at = page == 0 ? first : single.Length + ((page - 1) * length);
            single.AsSpan(first, entries).CopyTo(file.AsSpan(at));
            var next = page < pages - 1 ? single.Length + (page * length) : isCircle ? first : 0;
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + entries), next);
        }

        return file;
    }
}
