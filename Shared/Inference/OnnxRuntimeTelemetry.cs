using System.Runtime.InteropServices;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// The telemetry that is built into ONNX Runtime. If it is not switched off before the first session, the library makes an identifier
/// for the machine, keeps a database in the user's cache folder, and sends events to Microsoft (Privacy.md in its package).
/// </summary>
public static partial class OnnxRuntimeTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";
    private const string Disabled = "1";

    private static readonly Lazy<bool> IsOff = new(SetVariable);

    /// <summary>
    /// Switches it off for this process and for those that it starts. Call it before other threads run: changing the environment
    /// while native code reads it is not safe.
    /// </summary>
    public static void SwitchOff() => _ = IsOff.Value;

    private static bool SetVariable()
    {
        Environment.SetEnvironmentVariable(Variable, Disabled);
        // On Unix, .NET changes its own copy of the environment only.
        return OperatingSystem.IsWindows() || SetNativeVariable(Variable, Disabled, overwrite: 1) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNativeVariable(string name, string value, int overwrite);
}
