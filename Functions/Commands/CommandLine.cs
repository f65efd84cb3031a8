using System.CommandLine;
using CamFunctions.Backfill;
using CamFunctions.Configuration;
using CamFunctions.Handler;
using CamFunctions.Inference;
using CamFunctions.LocalHost;
using CamFunctions.Storage;

namespace CamFunctions.Commands;

/// <summary>
/// The executable's three lives: the Functions host starts it as a custom handler, a developer without arguments as the local
/// host, and anybody with a command as a command-line program.
/// </summary>
internal static class CommandLine
{
    private const int Failure = 1;

    /// <summary>Time for what was started to be stopped after Ctrl+C.</summary>
    private static readonly TimeSpan TerminationLimit = TimeSpan.FromSeconds(15);

    public static Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Class activation maps for images in a storage container. Without a command: the local host, or, started by the Azure Functions host, its custom handler.")
        {
            LocalizeCommand.Create(),
            BackfillCommand.Create(),
        };
        root.SetAction((_, cancellation) => GuardAsync(() => ServeAsync(cancellation), cancellation));
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationLimit,
        });
    }

    /// <summary>
    /// Turns what a person can mend into one sentence, and anything fatal into a non-zero exit code: the Functions host does not
    /// restart a handler that ended with 0.
    /// </summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (IsExplained(fault))
        {
            await Console.Error.WriteLineAsync(Sentence(fault));
            return Failure;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Failure;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync($"Unexpected fault, please report it: {fault}");
            return Failure;
        }
    }

    private static string Sentence(Exception fault) => fault switch
    {
        AggregateException => $"Storage can't be reached: {StorageFault.Line(fault)}. Check the setting {StorageConnection.Name} and the network.",
        Azure.RequestFailedException => StorageFault.Line(fault),
        _ => fault.Message,
    };

    private static async Task<int> ServeAsync(CancellationToken cancellation)
    {
        var settings = SettingSources.Read(Environment.CurrentDirectory);
        if (settings.Text(HandlerRun.PortSetting) is null)
        {
            await new LocalHostRun(settings, Console.WriteLine).RunAsync(cancellation);
        }
        else
        {
            await HandlerRun.RunAsync(settings, cancellation);
        }

        return 0;
    }

    /// <summary>
    /// Faults whose message, or its first line, is meant for people; among them a port in use, which Kestrel reports as an I/O
    /// fault, and storage that does not answer after several tries.
    /// </summary>
    private static bool IsExplained(Exception fault) =>
        StorageFault.Is(fault) || fault is InvalidSettingException or InvalidModelException or LocalHostException or CommandException or BackfillException or IOException
            or UnauthorizedAccessException or Azure.Identity.AuthenticationFailedException;
}
