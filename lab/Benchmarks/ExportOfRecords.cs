using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.Benchmarks;

/// <summary>
/// Records per second of 'cam export' from files to files, its start included, and its memory, for each format; and how many of them
/// are merely read per second, one after the other. The records are in the disk's cache, because they have just been written.
/// </summary>
internal static class ExportOfRecords
{
    /// <summary>Without FiftyOne, whose heat maps are pictures and take minutes for as many records; name it to measure it.</summary>
    private static readonly string[] Formats = ["coco", "labelstudio", "csv", "jsonl", "parquet"];

    public static int Run(int count, string[] formats)
    {
        var folder = Directory.CreateTempSubdirectory("camfunctions-").FullName;
        try
        {
            var records = Path.Combine(folder, "predictions");
            var start = Stopwatch.GetTimestamp();
            SyntheticRecords.Write(records, count);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{count:N0} records written in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
            Print("files read", count, Time(() => ReadAll(records)));
            foreach (var format in formats is [] ? Formats : formats)
            {
                var (seconds, bytes) = ProcessMemory.Run(
                    "dotnet",
                    Path.Combine(AppContext.BaseDirectory, "cam.dll"), "export", records,
                    "--format", format,
                    "--out", Path.Combine(folder, format));
                Print(format, count, seconds, string.Create(CultureInfo.InvariantCulture, $", peak memory {bytes / 1e6:F0} MB"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
    private static void Print(string what, int count, double seconds, string more = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-11} {count / seconds,8:N0} records per second{more}"));

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void ReadAll(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            File.ReadAllBytes(file);
        }
    }
}
