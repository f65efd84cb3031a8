namespace CamFunctions.Tests.Fixtures;

/// <summary>What a bare machine may lack.</summary>
internal static class ProgramsOnPath
{
    public static bool Has(string program) => Find(program) is not null;

    /// <returns>The program's path; <see langword="null"/> if it is not installed.</returns>
    public static string? Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
