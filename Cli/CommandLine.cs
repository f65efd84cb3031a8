using System.CommandLine;
using CamFunctions.Cli.Backfill;
using CamFunctions.Cli.Export;
using CamFunctions.Cli.Host;
using CamFunctions.Cli.Localize;
using CamFunctions.Cli.Models;
using CamFunctions.Cli.Output;
using CamFunctions.Cli.Poison;
using CamFunctions.Cli.Quantize;
using CamFunctions.Cli.Sweep;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Cli;

/// <summary>The commands of <c>cam</c>, and the reporting of their errors.</summary>
internal static class CommandLine
{
    private const int Failure = 1;

    /// <summary>Time after Ctrl+C for stopping everything that was started.</summary>
    private static readonly TimeSpan TerminationLimit = TimeSpan.FromSeconds(15);

    public static RootCommand Create() =>
        new("Class activation maps for images: of files, of a storage container, and with networks of your own.")
        {
            LocalizeCommand.Create(),
            BackfillCommand.Create(),
            PoisonCommand.Create(),
            SweepCommand.Create(),
            ExportCommand.Create(),
            HostCommand.Create(),
            PrepareCommand.Create(),
            ImportCommand.Create(),
            QuantizeCommand.Create(),
            InspectCommand.Create(),
        };

    /// <returns>The exit code: 0 only if the command succeeded completely.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        OnnxRuntimeTelemetry.SwitchOff();
        try
        {
            return await Create().Parse(arguments).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TerminationLimit,
            });
        }
        catch (OperationCanceledException)
        {
            return Failure;
        }
        catch (Exception exception)
        {
            Terminal.WriteErrorLines(UserMessage.For(exception) ?? $"Unexpected error. Please report it: {exception}");
            return Failure;
        }
    }
}
