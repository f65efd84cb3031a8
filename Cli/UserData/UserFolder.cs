namespace CamFunctions.Cli.UserData;

/// <summary>The user's own data of this program.</summary>
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
