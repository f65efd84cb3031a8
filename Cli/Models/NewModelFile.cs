using CamFunctions.Model.Onnx;

namespace CamFunctions.Cli.Models;

/// <summary>A model file that appears under its name only when it is complete and verified; otherwise nothing is left behind.</summary>
internal sealed class NewModelFile : IDisposable
{
    public NewModelFile(string path)
    {
        Path = path;
        ScratchFolder = $"{path}.making";
        // Left over from a run that was killed.
        Remove(ScratchFolder);
        Directory.CreateDirectory(ScratchFolder);
        TemporaryPath = System.IO.Path.Combine(ScratchFolder, "model.onnx");
    }

    /// <summary>Makes a model file if it does not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="make">Writes and commits it.</param>
    /// <param name="cancellation">Stops waiting for another process that makes it.</param>
    public static async Task EnsureAsync(string path, Func<NewModelFile, Task> make, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            return;
        }

        // If two builds run at the same time, the second waits here and then finds the model.
        using var fileLock = await FileLock.WaitAsync(path, cancellation);
        if (!File.Exists(path))
        {
            using var file = new NewModelFile(path);
            await make(file);
        }
    }

    public string Path { get; }

    /// <summary>For temporary files, in the same folder as the file so that it only needs to be renamed.</summary>
    public string ScratchFolder { get; }

    /// <summary>The file's path until <see cref="Commit"/>.</summary>
    public string TemporaryPath { get; }

    public void Write(ModelProto model) => ModelFile.Write(model, TemporaryPath);

    public void Commit() => File.Move(TemporaryPath, Path, overwrite: true);

    public void Dispose() => Remove(ScratchFolder);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
