using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Commands;

/// <summary>
/// A file in the making: it gets its name when it is whole and proven, and leaves nothing behind when it does not come to that.
/// </summary>
internal sealed class NewFile : IDisposable
{
    public NewFile(string path)
    {
        Path = path;
        ScratchFolder = $"{path}.making";
        // Left over from a run that was killed.
        Remove(ScratchFolder);
        Directory.CreateDirectory(ScratchFolder);
        TemporaryPath = System.IO.Path.Combine(ScratchFolder, "model.onnx");
    }

    /// <summary>The name it is to get.</summary>
    public string Path { get; }

    /// <summary>Beside the file, so that a rename is all that is left to do; for downloads, too.</summary>
    public string ScratchFolder { get; }

    /// <summary>Where it is until then.</summary>
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
