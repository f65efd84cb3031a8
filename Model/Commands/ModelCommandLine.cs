using System.CommandLine;

namespace CamFunctions.Model.Commands;

/// <summary>The tool's commands, and how their faults are told.</summary>
public static class ModelCommandLine
{
    private const int Failure = 1;

    /// <returns>The exit code: 0, or 1 with one sentence on standard error.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Prepares networks for class activation mapping.")
        {
            PrepareCommand.Create(),
            ImportCommand.Create(),
            InspectCommand.Create(),
        };
        try
        {
            return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is ModelException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done; nothing was written.");
            return Failure;
        }
    }
}
