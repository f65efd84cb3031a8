namespace CamFunctions.LocalHost.Host;

/// <summary>Properties of a binding that are not of its type.</summary>
/// <param name="SupportsDeferredBinding">Whether the host sends a reference to a blob instead of its content.</param>
internal sealed record FunctionBindingProperties(bool SupportsDeferredBinding);
