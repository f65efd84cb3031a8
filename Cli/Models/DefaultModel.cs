using CamFunctions.Cli.UserData;
using CamFunctions.Model;
using CamFunctions.Model.Keras;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Cli.Models;

/// <summary>The ResNet-50 CAM model that commands use by default, in the checkout or in the user's data folder.</summary>
internal static class DefaultModel
{
    /// <summary>The path where the float32 model is or will be written.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Folder(), BuildFact.Of("PreparedModelName"));

    /// <summary>The path where the same model in eight bits is or will be written.</summary>
    public static string QuantizedPath { get; } = System.IO.Path.Combine(Folder(), BuildFact.Of("QuantizedModelName"));

    /// <summary>Loads the configured model, or the default model, which is prepared first if it is missing.</summary>
    public static async Task<CamModel> LoadAsync(ProcessorSettings settings, CancellationToken cancellation)
    {
        if (settings.ModelPath is null)
        {
            await EnsureAsync(settings.Precision ?? Precision.Int8, cancellation);
        }

        return settings.LoadModel(precision => precision == Precision.Float32 ? Path : QuantizedPath);
    }

    private static async Task EnsureAsync(Precision precision, CancellationToken cancellation)
    {
        if (precision == Precision.Float32)
        {
            await ModelPreparation.EnsureAsync(Path, tarball: null, ResNet50.PreparedStride, Console.Error, cancellation);
        }
        else if (!File.Exists(QuantizedPath))
        {
            await ModelPreparation.EnsureAsync(Path, tarball: null, ResNet50.PreparedStride, Console.Error, cancellation);
            await QuantizedPreparation.EnsureAsync(Path, QuantizedPath, Console.Error, cancellation);
        }
    }

    private static string Folder() => ProjectFolder.Find() is { } project
        ? System.IO.Path.Combine(project, "artifacts", "models")
        : System.IO.Path.Combine(UserFolder.Path, "models");
}
