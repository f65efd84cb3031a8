using System.Buffers.Binary;
using System.Text;

namespace CamFunctions.Cli.Packaging;

/// <summary>
/// A 64-bit little-endian ELF file: a program or library of Linux. Offsets and constants are those of the System V ABI, and for
/// symbol versions those of the Linux Standard Base Core Specification, section "Symbol Versioning".
/// </summary>
internal sealed class ElfFile
{
    private const string VersionPrefix = "GLIBC_";
    private const int MachineX64 = 62;
    private const uint VersionNeeds = 0x6ffffffe;

    private readonly byte[] bytes;

    private ElfFile(byte[] bytes) => this.bytes = bytes;

    public bool IsForX64 => Short(18) == MachineX64;

    /// <summary>
    /// The oldest GNU C library that has everything the file needs; <see langword="null"/> if it needs no particular one.
    /// </summary>
    public Version? NeededGlibc => Sections()
        .Where(section => section.Type == VersionNeeds)
        .SelectMany(NeededVersions)
        .Where(name => name.StartsWith(VersionPrefix, StringComparison.Ordinal))
        // GLIBC_PRIVATE and the like are not versions.
        .Select(name => Version.TryParse(name[VersionPrefix.Length..], out var version) ? version : null)
        .Max();

    /// <returns><see langword="null"/> for a file of another kind.</returns>
    public static ElfFile? TryRead(string path)
    {
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        Span<byte> start = stackalloc byte[magic.Length];
        using (var file = File.OpenRead(path))
        {
            if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(magic))
            {
                return null;
            }
        }

        return new ElfFile(File.ReadAllBytes(path));
    }

    private IEnumerable<Section> Sections()
    {
        var (offset, size, count) = ((long)Long(40), Short(58), Short(60));
        return Enumerable.Range(0, count).Select(index => SectionAt((int)offset + (index * size)));
    }

    private Section SectionAt(int header) =>
        new(Type: Word(header + 4), Offset: (int)Long(header + 24), Link: (int)Word(header + 40), Entries: (int)Word(header + 44));

    /// <summary>One entry for each library that is needed, each with a list of versions. Places of the next ones are relative.</summary>
    private IEnumerable<string> NeededVersions(Section needs)
    {
        var names = Sections().ElementAt(needs.Link).Offset;
        var library = needs.Offset;
        for (var entry = 0; entry < needs.Entries; entry++)
        {
            var version = library + (int)Word(library + 8);
            for (var number = Short(library + 2); number > 0; number--)
            {
                yield return Text(names + (int)Word(version + 8));
                version += (int)Word(version + 12);
            }

            library += (int)Word(library + 12);
        }
    }

    private string Text(int offset) => Encoding.ASCII.GetString(bytes.AsSpan(offset, bytes.AsSpan(offset).IndexOf((byte)0)));

    private ushort Short(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));

    private uint Word(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));

    private ulong Long(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));

    private readonly record struct Section(uint Type, int Offset, int Link, int Entries);
}
