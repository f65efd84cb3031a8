namespace CamFunctions.LocalHost.Host;

/// <summary>A function app with a custom handler, as host.json and the function.json files of its folder describe it.</summary>
/// <param name="Folder">The app's root.</param>
/// <param name="Executable">The handler: a file of the app, or a program found on PATH.</param>
/// <param name="Arguments">The handler's arguments.</param>
/// <param name="WorkingDirectory">Where the handler is started.</param>
/// <param name="FunctionTimeout">How long an invocation may take; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
/// <param name="MaxDegreeOfParallelism">Invocations side by side.</param>
/// <param name="PoisonBlobThreshold">Tries before a message goes to the poison queue.</param>
/// <param name="Functions">The functions with a blob trigger.</param>
internal sealed record FunctionApp(
    string Folder,
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    TimeSpan FunctionTimeout,
    int MaxDegreeOfParallelism,
    int PoisonBlobThreshold,
    IReadOnlyList<BlobFunction> Functions);
