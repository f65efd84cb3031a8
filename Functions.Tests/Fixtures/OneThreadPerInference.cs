using System.Runtime.CompilerServices;

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// Tests run side by side, on all cores. Threads of an inference that wait for each other while other tests have the cores would only
/// burn time. Processes that tests start inherit the setting.
/// </summary>
internal static class OneThreadPerInference
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("InferenceThreads", "1");
}
