using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Arrays;
using CamFunctions.Shared.Imaging;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Localize;

/// <summary>Writes the maps of an image as numbers: a file per class and map.</summary>
/// <param name="results">Where to.</param>
/// <param name="forms">In which forms.</param>
internal sealed class MapFiles(ResultFolder results, MapForms forms)
{
    /// <exception cref="IOException">A file can't be written.</exception>
    public void Write(ImageSource source, ImageAnalysis analysis)
    {
        var folder = results.MapsPath(source.Name);
        foreach (var (located, index) in analysis.Classes.Select((located, index) => (located, index)))
        {
            var path = Path.Combine(folder, $"{index + 1}-{FileName(located.Activation.Label.Name)}");
            Write($"{path}.cam", located.Activation.Map, analysis);
            if (located.Contrast is { } contrast)
            {
                Write($"{path}.contrast", contrast.Map, analysis);
            }
        }
    }

    private void Write(string path, ActivationMap map, ImageAnalysis analysis)
    {
        var overImage = new MapOverImage(map, analysis.Frame, analysis.Frame.ImageWidth, analysis.Frame.ImageHeight);
        if (forms.Npy)
        {
            AtomicFile.Write($"{path}.grid.npy", file => NpyArray.WriteGrid(file, map));
            AtomicFile.Write($"{path}.image.npy", file => NpyArray.WriteImage(file, overImage));
        }

        if (forms.Png)
        {
            AtomicFile.Write($"{path}.png", GreyPng.Encode(map, overImage));
        }
    }

    /// <summary>A class's name may contain what file names may not.</summary>
    private static string FileName(string name) => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
}
