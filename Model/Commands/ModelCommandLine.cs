using System.CommandLine;

namespace CamFunctions.Model.Commands;

/// <summary>The tool's commands, and how their faults are told.</summary>
public static class ModelCommandLine
{
    private const int Failure = 1;

    /// <summary>MSBuild takes such a line for an error and shows it, which it does not do with others in a 'dotnet run'.</summary>
    private const string BuildError = "CamFunctions.Model : error CAM1: ";

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
            var isBuild = arguments.Contains(PrepareCommand.BuildOption, StringComparer.Ordinal);
            await Console.Error.WriteLineAsync(isBuild ? BuildError + fault.Message.ReplaceLineEndings(" ") : fault.Message);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done; nothing was written.");
            return Failure;
        }
    }
}
