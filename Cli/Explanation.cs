using Azure.Identity;
using CamFunctions.Cli.Backfill;
using CamFunctions.Cli.Localize;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Npm;
using CamFunctions.Model;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli;

/// <summary>The sentence for a fault that a person can do something about.</summary>
internal static class Explanation
{
    /// <returns><see langword="null"/> for a fault that nobody expected.</returns>
    public static string? Of(Exception fault) => fault switch
    {
        // Several tries that all failed, which the SDK reports as one fault.
        AggregateException when StorageFault.Is(fault) =>
            $"Storage can't be reached: {StorageFault.Summary(fault)}. Check the setting {StorageConnection.Name} and the network.",
        _ when StorageFault.Is(fault) => StorageFault.Summary(fault),
        InvalidSettingException or InvalidModelException or ModelException or CommandException or BackfillException
            or EmulatorException or FunctionAppException or HostStoppedException or NpmMissingException
            // A port in use is an I/O fault to Kestrel.
            or IOException or UnauthorizedAccessException or AuthenticationFailedException => fault.Message,
        _ => null,
    };
}
