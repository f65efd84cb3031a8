using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CamFunctions.LocalHost.Host;

/// <summary>The conversation with one worker process, as the Functions host has it (GrpcWorkerChannel).</summary>
/// <param name="appFolder">The folder of the worker's app.</param>
/// <param name="log">Gets the entries of the worker's log.</param>
internal sealed class WorkerConnection(string appFolder, Action<RpcLog> log)
{
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly Channel<StreamingMessage> answers = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusResult>> invocations = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The functions that are loaded.</summary>
    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    /// <summary>Where the worker accepts HTTP requests; <see langword="null"/> if it has no web server.</summary>
    public Uri? HttpUri { get; private set; }

    /// <summary>Reads and writes the messages of a stream until it ends.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> reader, IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        var writing = WriteAsync(writer, cancellation);
        await foreach (var message in reader.ReadAllAsync(cancellation))
        {
            Receive(message);
        }

        await writing;
    }

    /// <summary>Has the worker describe and load its functions.</summary>
    /// <exception cref="FunctionAppException">The worker cannot do it, or a function has a binding that is not served.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var host = new WorkerInitRequest { HostVersion = "4.1037.0.0", WorkerDirectory = appFolder, FunctionAppDirectory = appFolder };
        host.Capabilities["MultiStream"] = "10";
        var started = await AskAsync(new() { WorkerInitRequest = host }, "start", cancellation);
        HttpUri = started.WorkerInitResponse.Capabilities.TryGetValue("HttpUri", out var address) ? new Uri(address) : null;
        var question = new FunctionsMetadataRequest { FunctionAppDirectory = appFolder };
        var described = await AskAsync(new() { FunctionsMetadataRequest = question }, "describe its functions", cancellation);
        var functions = described.FunctionMetadataResponse.FunctionMetadataResults;
        Functions = [.. functions.Select(function => WorkerFunction.Read(function, workerServesHttp: HttpUri is not null))];
        foreach (var function in functions)
        {
            await AskAsync(new() { FunctionLoadRequest = LoadRequest(function) }, $"load the function {function.Name}", cancellation);
        }
    }

    /// <summary>Runs a function, and asks the worker to stop it when cancelled.</summary>
    /// <exception cref="InvocationFailedException">The function failed, or the worker ended.</exception>
    public async Task InvokeAsync(InvocationRequest request, CancellationToken cancellation)
    {
        var id = request.InvocationId;
        var answer = invocations[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new() { InvocationRequest = request });
        await using var cancelling = cancellation.Register(() => Send(new() { InvocationCancel = new() { InvocationId = id } }));
        await Task.WhenAny(answer.Task, ended.Task);
        invocations.TryRemove(id, out _);
        var result = answer.Task.IsCompleted ? await answer.Task : throw new InvocationFailedException("the worker ended");
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new InvocationFailedException(result.Exception?.Message ?? "the function was cancelled");
        }
    }

    /// <summary>Asks the worker to end, before it is killed.</summary>
    public void Terminate(TimeSpan grace) => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    /// <summary>To be called when the worker has ended: fails its invocations.</summary>
    public void End() => ended.TrySetResult();

    private static FunctionLoadRequest LoadRequest(RpcFunctionMetadata function)
    {
        var metadata = new RpcFunctionMetadata { Name = function.Name, EntryPoint = function.EntryPoint, ScriptFile = function.ScriptFile };
        metadata.Bindings.Add(function.Bindings);
        metadata.Properties["FunctionId"] = function.FunctionId;
        return new() { FunctionId = function.FunctionId, Metadata = metadata };
    }

    private void Send(StreamingMessage message) => outgoing.Writer.TryWrite(message);

    private async Task<StreamingMessage> AskAsync(StreamingMessage request, string task, CancellationToken cancellation)
    {
        Send(request);
        var answer = await answers.Reader.ReadAsync(cancellation);
        var result = answer.WorkerInitResponse?.Result ?? answer.FunctionMetadataResponse?.Result ?? answer.FunctionLoadResponse?.Result;
        return result?.Status == StatusResult.Types.Status.Success
            ? answer
            : throw new FunctionAppException($"The worker could not {task}: {result?.Exception?.Message}");
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(cancellation))
        {
            await writer.WriteAsync(message, cancellation);
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message)
        {
            case { RpcLog: { } entry }:
                log(entry);
                break;
            case { InvocationResponse: { } response }:
                invocations.GetValueOrDefault(response.InvocationId)?.TrySetResult(response.Result);
                break;
            // Workers send empty messages after requests that need no answer.
            case { ContentCase: not StreamingMessage.ContentOneofCase.None }:
                answers.Writer.TryWrite(message);
                break;
        }
    }
}
