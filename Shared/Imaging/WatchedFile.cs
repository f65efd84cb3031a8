using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// A file in memory as libvips reads it. Decoders that come back for more get no more of it once their time is over, among them that of
/// a JPEG with thousands of scans; libvips' own way to stop, between parts of the result, would never be reached. Decoders that want the
/// whole file at once get it where it is, because a copy would need as much memory again.
/// </summary>
internal static class WatchedFile
{
    /// <returns>To be disposed of after the images that were opened from it.</returns>
    public static Source Open(byte[] file, ImageFormat format, DecodingTime time) =>
        format is ImageFormat.Webp or ImageFormat.Gif or ImageFormat.Avif ? Source.NewFromMemory(file) : InParts(file, time);

    private static SourceCustom InParts(byte[] file, DecodingTime time)
    {
        var position = 0L;
        var source = new SourceCustom();
        source.OnRead += Read;
        source.OnSeek += Seek;
        return source;

        int Read(byte[] buffer, int length)
        {
            if (time.IsOver)
            {
                return -1;
            }

            var count = (int)Math.Clamp(file.Length - position, 0, length);
            file.AsSpan((int)Math.Min(position, file.Length), count).CopyTo(buffer);
            position += count;
            return count;
        }

        long Seek(long offset, SeekOrigin origin) => position = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => position,
            _ => file.Length,
        };
    }
}
