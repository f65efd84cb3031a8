namespace CamFunctions.LocalHost.Host;

/// <summary>A trigger or another binding in function.json.</summary>
/// <param name="Type">Its type, in any case.</param>
/// <param name="Name">Its name in the invocation.</param>
/// <param name="Path">A blob trigger's container and name.</param>
/// <param name="Connection">The setting that describes the connection to storage.</param>
/// <param name="Route">An HTTP trigger's path behind the prefix; by default the function's name.</param>
/// <param name="Properties">Further properties.</param>
internal sealed record FunctionBinding(
    string? Type,
    string Name,
    string? Path,
    string? Connection,
    string? Route,
    FunctionBindingProperties? Properties)
{
    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);
}
