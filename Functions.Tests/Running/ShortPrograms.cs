using System.Runtime.CompilerServices;

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// The programs that tests start live for seconds: by the time .NET has compiled their code again, better, they are done. The suite takes
/// an eighth less processor time if .NET waits with that.
/// </summary>
internal static class ShortPrograms
{
    /// <summary>Milliseconds without new code before any is compiled again, in hexadecimal digits: four seconds, by default 0.1.</summary>
    private const string Delay = "1000";

    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCountingDelayMs", Delay);
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
    }
}
