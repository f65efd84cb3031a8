namespace CamFunctions.LocalHost.Host;

/// <summary>A function with a blob trigger.</summary>
/// <param name="Name">The function's name, which is the name of its folder.</param>
/// <param name="BindingName">The trigger's key in the request's <c>Data</c>.</param>
/// <param name="Container">The container that it watches.</param>
/// <param name="NameParameter">The key of the blob's name in the request's <c>Metadata</c>.</param>
/// <param name="Connection">The setting that describes the connection to storage.</param>
internal sealed record BlobFunction(string Name, string BindingName, string Container, string NameParameter, string Connection)
{
    /// <summary>The function's identifier in the host's queue messages.</summary>
    public string Id => $"Host.Functions.{Name}";
}
