using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.Benchmarks;

/// <summary>
/// Records per second of 'cam export' from files to files, its start included, and its memory, for each format. The records are in the
/// disk's cache, because they have just been written.
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
            foreach (var format in formats is [] ? Formats : formats)
            {
                var (seconds, bytes) = ProcessMemory.Run(
                    "dotnet",
                    Path.Combine(AppContext.BaseDirectory, "cam.dll"), "export", records,
                    "--format", format,
                    "--out", Path.Combine(folder, format));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{format,-11} {count / seconds,8:N0} records per second, peak memory {bytes / 1e6:F0} MB"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
