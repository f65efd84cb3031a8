namespace CamFunctions.Workstation.Emulator;

/// <summary>The checkout that this program was built in, where Azurite is installed and keeps its data.</summary>
public static class ProjectFolder
{
    private const string SolutionFile = "CamFunctions.sln";

    /// <returns><see langword="null"/> if the program was published and copied elsewhere.</returns>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
