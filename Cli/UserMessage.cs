using Azure.Identity;
using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Cli.Options;
using CamFunctions.LocalHost.Host;
using CamFunctions.Model;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;
using CamFunctions.Workstation.Npm;

namespace CamFunctions.Cli;

/// <summary>Error messages for exceptions that the user can do something about.</summary>
internal static class UserMessage
{
    /// <returns><see langword="null"/> for an unexpected exception.</returns>
    public static string? For(Exception exception) => exception switch
    {
        // The SDK's exception after several failed tries.
        AggregateException when StorageError.Is(exception) =>
            $"Storage can't be reached: {StorageError.Summary(exception)}. Check the setting {StorageConnection.Name} and the network.",
        _ when StorageError.Is(exception) => StorageError.Summary(exception),
        InvalidSettingException or InvalidModelException or ModelException or CommandException or BackfillException
            or ExportException or EmulatorException or FunctionAppException or NpmMissingException
            // Kestrel throws IOException if the port is in use.
            or IOException or UnauthorizedAccessException or AuthenticationFailedException => exception.Message,
        _ => null,
    };
}
