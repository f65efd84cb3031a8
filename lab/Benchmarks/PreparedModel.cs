using CamFunctions.Cli.Models;

namespace CamFunctions.Benchmarks;

/// <summary>The default models, which are prepared if they are missing.</summary>
internal static class PreparedModel
{
    public static string Int8 => PathOf(Precision.Int8);

    public static string Float32 => PathOf(Precision.Float32);

    /// <summary>The model to measure: the default one, unless the command line names another.</summary>
    public static string Path(string[] arguments) => arguments.FirstOrDefault() ?? Int8;

    private static string PathOf(Precision precision) =>
        DefaultModel.EnsureAsync(precision, CancellationToken.None).GetAwaiter().GetResult();
}
