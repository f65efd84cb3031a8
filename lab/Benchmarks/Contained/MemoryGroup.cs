using System.Diagnostics;
using System.Globalization;
using CamFunctions.LocalHost.Host;

namespace CamFunctions.Benchmarks.Contained;

/// <summary>
/// A control group of Linux that ends its processes when together they take more memory than allowed, as a container does. Needs root, and
/// version 1 or 2 of control groups.
/// </summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string Version1 = "/sys/fs/cgroup/memory";
    private const string Version2 = "/sys/fs/cgroup";
    private const string Processes = "cgroup.procs";

    private readonly string folder;
    private readonly string script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private MemoryGroup(string folder) => this.folder = folder;

    /// <param name="megabytes">Allowed memory.</param>
    /// <exception cref="UnauthorizedAccessException">No right to make control groups.</exception>
    public static MemoryGroup Create(long megabytes)
    {
        var (parent, limit) = Directory.Exists(Version1) ? (Version1, "memory.limit_in_bytes") : (Version2, "memory.max");
        var group = new MemoryGroup(Path.Combine(parent, $"camfunctions-{Environment.ProcessId}"));
        Directory.CreateDirectory(group.folder);
        File.WriteAllText(Path.Combine(group.folder, limit), (megabytes << 20).ToString(CultureInfo.InvariantCulture));
        return group;
    }

    /// <returns>The app with a worker that joins this group before it starts.</returns>
    public FunctionApp Confine(FunctionApp app)
    {
        File.WriteAllText(script, $"#!/bin/sh\necho $$ > '{Path.Combine(folder, Processes)}' && exec '{app.Executable}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return app with { Executable = script };
    }

    /// <summary>Ends what still runs in it. The kernel does not let go of a group with processes.</summary>
    public void Dispose()
    {
        foreach (var id in File.ReadAllLines(Path.Combine(folder, Processes)))
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            process.Kill();
            process.WaitForExit();
        }

        Directory.Delete(folder);
        File.Delete(script);
    }
}
