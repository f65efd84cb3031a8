using System.Reflection;
using System.Runtime.InteropServices;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Rows of an image, one part after another, in memory of their own. NetVips can do it too (<see cref="Region.Fetch"/>), but leaves as much
/// garbage as the image has pixels.
/// </summary>
internal static unsafe partial class VipsRows
{
    private const string Library = "vips";

    static VipsRows() => NativeLibrary.SetDllImportResolver(typeof(VipsRows).Assembly, Resolve);

    /// <param name="region">A region of the image.</param>
    /// <param name="top">The first row.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="pixels">Where they go.</param>
    /// <exception cref="VipsException">The rows can't be decoded.</exception>
    public static void CopyTo(Region region, int top, int width, int rows, Span<byte> pixels)
    {
        var address = Fetch(region.DangerousGetHandle(), 0, top, width, rows, out var length);
        if (address == 0)
        {
            throw new VipsException("unable to fetch rows");
        }

        new ReadOnlySpan<byte>((byte*)address, (int)length).CopyTo(pixels);
        NetVips.NetVips.Free(address);
        GC.KeepAlive(region);
    }

    /// <summary>The names of the library that NetVips has loaded already.</summary>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name != Library ? 0 : NativeLibrary.Load(
        OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42",
        assembly,
        path);

    /// <summary>The C function <c>vips_region_fetch</c>.</summary>
    [LibraryImport(Library, EntryPoint = "vips_region_fetch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint Fetch(nint region, int left, int top, int width, int height, out nuint length);
}
