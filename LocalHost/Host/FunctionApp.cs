namespace CamFunctions.LocalHost.Host;

/// <summary>A function app with a custom handler, as described by its host.json and function.json files.</summary>
/// <param name="Folder">The app's root folder.</param>
/// <param name="Executable">The handler: a file in the app's folder, or a program on PATH.</param>
/// <param name="Arguments">The handler's arguments.</param>
/// <param name="WorkingDirectory">The handler's working directory.</param>
/// <param name="FunctionTimeout">How long an invocation may take; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
/// <param name="MaxDegreeOfParallelism">Maximum number of concurrent invocations.</param>
/// <param name="PoisonBlobThreshold">Number of tries before a message goes to the poison queue.</param>
/// <param name="Functions">The functions with a blob trigger.</param>
/// <param name="HttpFunctions">The functions with an HTTP trigger.</param>
/// <param name="EventFunctions">The functions with an Event Grid trigger.</param>
internal sealed record FunctionApp(
    string Folder,
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    TimeSpan FunctionTimeout,
    int MaxDegreeOfParallelism,
    int PoisonBlobThreshold,
    IReadOnlyList<BlobFunction> Functions,
    IReadOnlyList<HttpFunction> HttpFunctions,
    IReadOnlyList<EventFunction> EventFunctions);
