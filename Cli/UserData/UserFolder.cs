namespace CamFunctions.Cli.UserData;

/// <summary>The folder for this program's data in the user's profile.</summary>
internal static class UserFolder
{
    public static string Path
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
            return System.IO.Path.Combine(home.Length > 0 ? home : System.IO.Path.GetTempPath(), "CamFunctions");
        }
    }
}
