using System.Text.Json.Nodes;

namespace CamFunctions.LocalHost.Host;

/// <summary>A function as the worker describes it, with the properties of its trigger.</summary>
internal sealed record WorkerFunction(RpcFunctionMetadata Metadata, JsonNode Trigger)
{
    private const string BlobTrigger = "blobTrigger", QueueTrigger = "queueTrigger", HttpTrigger = "httpTrigger", HttpOutput = "http";

    public string Name => Metadata.Name;

    /// <summary>The identifier in the messages of the blob trigger.</summary>
    public string Id => $"Host.Functions.{Name}";

    /// <summary>The class of the function's method, which is the category of its log.</summary>
    public string Class => Metadata.EntryPoint[..Math.Max(Metadata.EntryPoint.LastIndexOf('.'), 0)];

    public bool IsBlob => TypeOf(Trigger) == BlobTrigger;
    public bool IsQueue => TypeOf(Trigger) == QueueTrigger;
    public bool IsHttp => TypeOf(Trigger) == HttpTrigger;

    /// <summary>Whether the worker expects a reference to the data instead of the data.</summary>
    public bool IsDeferred => bool.TryParse($"{Trigger["properties"]?["supportsDeferredBinding"]}", out var isDeferred) && isDeferred;

    /// <summary>The trigger's parameter of the function's method.</summary>
    public string Parameter => Text("name")!;

    /// <summary>The pattern of blobs or the queue, which may refer to settings.</summary>
    public string Place => Text(IsBlob ? "path" : "queueName") ?? string.Empty;

    /// <exception cref="FunctionAppException">The local host does not serve the function's bindings.</exception>
    public static WorkerFunction Read(RpcFunctionMetadata metadata, bool workerServesHttp)
    {
        JsonNode[] bindings = [.. metadata.RawBindings.Select(binding => JsonNode.Parse(binding)!)];
        string[] served = [BlobTrigger, QueueTrigger, HttpTrigger, HttpOutput];
        if (bindings.Select(TypeOf).Except(served, StringComparer.Ordinal).FirstOrDefault() is { } other)
        {
            throw new FunctionAppException(
                $"The function {metadata.Name} has a binding of the type {other}, which the local host does not serve. It serves " +
                $"{BlobTrigger}, {QueueTrigger} and {HttpTrigger}; Azure Functions Core Tools serve the others.");
        }

        var function = new WorkerFunction(metadata, bindings.First(binding => TypeOf(binding) != HttpOutput));
        return (function.IsDeferred || !function.IsBlob) && (workerServesHttp || !function.IsHttp)
            ? function
            : throw new FunctionAppException(
                $"The {TypeOf(function.Trigger)} of the function {function.Name} passes content through the host, which the local host " +
                "does not do. Bind blobs to BlobClient, and serve HTTP with ConfigureFunctionsWebApplication.");
    }

    /// <returns>A property of the trigger; <see langword="null"/> if it does not have it.</returns>
    public string? Text(string property) => Trigger[property]?.ToString();

    private static string TypeOf(JsonNode binding) => $"{binding["type"]}";
}
