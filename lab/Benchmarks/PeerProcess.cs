using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.Benchmarks;

/// <summary>The Python process of peers/pytorch_cam.py.</summary>
internal sealed class PeerProcess : IDisposable
{
    /// <summary>Debian's Python has Debian's PyTorch; another one is often first in the path.</summary>
    private const string SystemPython = "/usr/bin/python3";

    private readonly Process process;

    private PeerProcess(Process process, string version)
    {
        this.process = process;
        Version = version;
    }

    public string Version { get; }

    /// <returns><see langword="null"/> if Python or PyTorch is missing; the script has said what to install.</returns>
    public static PeerProcess? Start()
    {
        var python = Environment.GetEnvironmentVariable("PYTHON") ?? (File.Exists(SystemPython) ? SystemPython : "python3");
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "pytorch_cam.py");
        var started = Process.Start(new ProcessStartInfo(python, [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (started.StandardOutput.ReadLine() is { } version)
        {
            return new PeerProcess(started, version);
        }

        started.Dispose();
        return null;
    }

    /// <returns>Milliseconds from file to file.</returns>
    public double Run(string way, int width, int height, string photograph, string overlay)
    {
        process.StandardInput.WriteLine(string.Join('\t', way, width, height, photograph, overlay));
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() is { } milliseconds
            ? double.Parse(milliseconds, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"peers/pytorch_cam.py has failed at {photograph}; see its output.");
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
