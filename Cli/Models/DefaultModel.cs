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
        var path = settings.ModelPath ?? await EnsureAsync(settings.Precision, cancellation);
        return settings.LoadModel(_ => path);
    }

    /// <summary>Prepares the model if it is missing, and shows the progress.</summary>
    /// <param name="precision">Its precision; <see langword="null"/> for the default.</param>
    /// <param name="cancellation">Stops without leaving files behind.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="ModelException">The package of the network can't be downloaded, or has the wrong hash.</exception>
    public static async Task<string> EnsureAsync(Precision? precision, CancellationToken cancellation)
    {
        var path = precision == Precision.Float32 ? Path : QuantizedPath;
        if (!File.Exists(path))
        {
            await PreparationConsole.EnsureAsync(
                Path, path == Path ? null : QuantizedPath, tarball: null, ResNet50.PreparedStride, cancellation);
        }

        return path;
    }

    private static string Folder() => ProjectFolder.Find() is { } project
        ? System.IO.Path.Combine(project, "artifacts", "models")
        : System.IO.Path.Combine(UserFolder.Path, "models");
}
