namespace CamFunctions.Cli.Models;

/// <summary>A model that appears under its name only when it is complete and verified; otherwise nothing is left of it.</summary>
internal sealed class NewModelFile : IDisposable
{
    private readonly string workFolder;

    public NewModelFile(string path)
    {
        Path = path;
        workFolder = $"{path}.making";
        // Left over from a run that was killed.
        Remove(workFolder);
        ScratchFolder = Directory.CreateDirectory(System.IO.Path.Combine(workFolder, "scratch")).FullName;
        var modelFolder = Directory.CreateDirectory(System.IO.Path.Combine(workFolder, "model"));
        TemporaryPath = System.IO.Path.Combine(modelFolder.FullName, System.IO.Path.GetFileName(path));
    }

    /// <summary>Makes a model if it does not exist yet.</summary>
    /// <param name="path">The model.</param>
    /// <param name="make">Writes and commits it.</param>
    /// <param name="cancellation">Stops waiting for another process that makes it.</param>
    public static async Task EnsureAsync(string path, Func<NewModelFile, Task> make, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            return;
        }

        // If two processes need the model at the same time, the second waits here and then finds it.
        using var fileLock = await FileLock.WaitAsync(path, cancellation);
        if (!File.Exists(path))
        {
            using var file = new NewModelFile(path);
            await make(file);
        }
    }

    public string Path { get; }

    /// <summary>For temporary files.</summary>
    public string ScratchFolder { get; }

    /// <summary>
    /// The model's path until <see cref="Commit"/>. The file name is already the final one, because the graph finds its weights by
    /// name; the folder is on the same disk, so that the files only need to be renamed.
    /// </summary>
    public string TemporaryPath { get; }

    /// <summary>Moves the files of the model to their place.</summary>
    public void Commit()
    {
        // The graph goes first and comes last: without it there is no model, so that a run that is killed in between leaves none.
        File.Delete(Path);
        Replace(ModelFiles.WeightsOf(TemporaryPath), ModelFiles.WeightsOf(Path));
        Replace(ModelFiles.AmxGraphOf(TemporaryPath), ModelFiles.AmxGraphOf(Path));
        File.Move(TemporaryPath, Path);
    }

    public void Dispose() => Remove(workFolder);

    private static void Replace(string made, string path)
    {
        File.Delete(path);
        if (File.Exists(made))
        {
            File.Move(made, path);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
