namespace CamFunctions.Tests.Fixtures;

/// <summary>Files in the checkout that the tests were built in.</summary>
internal static class ProjectFile
{
    private const string Solution = "CamFunctions.sln";

    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, Solution))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests are not run from a checkout."));
}
