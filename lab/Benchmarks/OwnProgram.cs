namespace CamFunctions.Benchmarks;

/// <summary>This program, for what is measured in a process of its own.</summary>
internal static class OwnProgram
{
    /// <summary>Its executable. Environment.ProcessPath is dotnet itself if this runs as "dotnet CamFunctions.Benchmarks.dll".</summary>
    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, typeof(OwnProgram).Assembly.GetName().Name!);
}
