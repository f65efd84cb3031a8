namespace CamFunctions.Functions.Handler;

/// <summary>What the Functions host takes for success. An empty body would make it wait until its time limit.</summary>
/// <param name="Outputs">Output bindings; there are none.</param>
/// <param name="Logs">Lines for the invocation's log.</param>
/// <param name="ReturnValue">There is none.</param>
internal sealed record InvocationResponse(IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<string> Logs, string? ReturnValue)
{
    public static InvocationResponse Success(string line) => new(new Dictionary<string, string>(StringComparer.Ordinal), [line], ReturnValue: null);
}
