using CamFunctions.Contract;
using CamFunctions.Shared.Configuration;
using Grpc.Core;

namespace CamFunctions.Functions;

/// <summary>Explains why the worker did not start.</summary>
internal static class StartFailure
{
    /// <summary>For a person who starts the program without the arguments of a host.</summary>
    public const string NoHost =
        "This program is a worker of the Azure Functions host, which starts it. On a developer's machine, start it with " +
        "'dotnet run --project Functions' or 'cam host'.";

    /// <returns>
    /// One sentence for errors that a user can mend, the whole exception for all others. The Functions host takes a line of standard
    /// error for an error only if it contains a word such as "failed"; others are left out of its log.
    /// </returns>
    public static string Sentence(Exception exception) => "The worker failed to start. " + exception switch
    {
        // Kestrel throws IOException if its port is in use.
        InvalidSettingException or InvalidModelException or IOException => exception.Message,
        RpcException { Status.Detail: var detail } => $"The Functions host does not answer: {detail}",
        _ => $"Unexpected error. Please report it: {exception}",
    };
}
