using CamFunctions.Cli.UserData;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.Model;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Cli.Models;

/// <summary>The ResNet-50 CAM model that commands use where no other is set: the checkout's, or one in the user's own data.</summary>
internal static class OwnModel
{
    /// <summary>Where it is, or will be.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Folder(), BuildFact.Of("PreparedModelName"));

    /// <summary>Loads the model that is set, or this one. Where this one is missing, it is prepared first.</summary>
    public static async Task<CamModel> LoadAsync(ProcessorSettings settings, CancellationToken cancellation)
    {
        if (settings.ModelPath is null)
        {
            await ModelPreparation.EnsureAsync(Path, tarball: null, Console.Error, cancellation);
        }

        return settings.LoadModel(Path);
    }

    private static string Folder() => ProjectFolder.Find() is { } project
        ? System.IO.Path.Combine(project, "artifacts", "models")
        : System.IO.Path.Combine(UserFolder.Path, "models");
}
