using System.Security.Cryptography;
using System.Text;
using CamFunctions.Cli.UserData;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>The folders of work lists in the user's data.</summary>
internal static class ListFolder
{
    /// <param name="what">What is processed and how: each has a list of its own.</param>
    public static string Of(params IReadOnlyList<string> what)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', what))))[..16];
        return Path.Combine(UserFolder.Path, "backfill", name);
    }
}
