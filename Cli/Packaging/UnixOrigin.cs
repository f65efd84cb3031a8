using System.Buffers.Binary;

namespace CamFunctions.Cli.Packaging;

/// <summary>
/// Marks every entry of a zip file as made on Unix. File modes count only then, and .NET writes the system that it runs on.
/// Offsets are those of the .ZIP File Format Specification (APPNOTE), sections 4.3.12 and 4.3.16.
/// </summary>
internal static class UnixOrigin
{
    private const byte Unix = 3;

    /// <summary>The end record, which is last as long as the archive has no comment.</summary>
    private const int EndLength = 22;
    private const int HeaderLength = 46;

    public static void Claim(Stream archive)
    {
        var end = Read(archive, archive.Length - EndLength, EndLength);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        long header = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        for (var entry = 0; entry < entries; entry++)
        {
            var fields = Read(archive, header, HeaderLength);
            archive.Position = header + 5;
            archive.WriteByte(Unix);
            header += HeaderLength + Length(fields, 28) + Length(fields, 30) + Length(fields, 32);
        }
    }

    private static ushort Length(byte[] fields, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(fields.AsSpan(offset));

    private static byte[] Read(Stream archive, long position, int length)
    {
        var bytes = new byte[length];
        archive.Position = position;
        archive.ReadExactly(bytes);
        return bytes;
    }
}
