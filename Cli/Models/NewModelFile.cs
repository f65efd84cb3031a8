using CamFunctions.Model.Onnx;

namespace CamFunctions.Cli.Models;

/// <summary>A model file that gets its name only when it is complete and verified, and leaves nothing behind otherwise.</summary>
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

    /// <summary>Its final name.</summary>
    public string Path { get; }

    /// <summary>Beside the file, so that a rename is all that is left to do; for downloads, too.</summary>
    public string ScratchFolder { get; }

    /// <summary>Its name until then.</summary>
    public string TemporaryPath { get; }

    public void Write(ModelProto model) => ModelFile.Write(model, TemporaryPath);

    public void Keep() => File.Move(TemporaryPath, Path, overwrite: true);

    public void Dispose() => Remove(ScratchFolder);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
