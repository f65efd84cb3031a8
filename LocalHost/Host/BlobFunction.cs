namespace CamFunctions.LocalHost.Host;

/// <summary>A function that blobs of a container trigger.</summary>
/// <param name="Name">The function's name: that of its folder.</param>
/// <param name="BindingName">What the trigger is called in the request's <c>Data</c>.</param>
/// <param name="Container">The container.</param>
/// <param name="NameParameter">What the blob's name is called in the request's <c>Metadata</c>.</param>
/// <param name="Connection">The setting that describes the connection to storage.</param>
internal sealed record BlobFunction(string Name, string BindingName, string Container, string NameParameter, string Connection)
{
    /// <summary>What the host calls the function in its queues.</summary>
    public string Id => $"Host.Functions.{Name}";
}
