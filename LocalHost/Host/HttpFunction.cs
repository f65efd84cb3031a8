namespace CamFunctions.LocalHost.Host;

/// <summary>A function with an HTTP trigger, whose requests are forwarded to the handler as they came.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Route">The path of its requests with the prefix, such as <c>/api/localize</c>; may have parameters in braces.</param>
internal sealed record HttpFunction(string Name, string Route);
