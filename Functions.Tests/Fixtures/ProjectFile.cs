using CamFunctions.LocalHost.Emulator;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Files in the checkout that the tests were built in.</summary>
internal static class ProjectFile
{
    public static string Root => ProjectFolder.Find() ?? throw new InvalidOperationException("The tests are not run from a checkout.");
}
