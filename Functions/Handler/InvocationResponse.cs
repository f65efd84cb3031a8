using CamFunctions.Shared.Text;

namespace CamFunctions.Functions.Handler;

/// <summary>The response for a successful invocation. An empty body would make the Functions host wait until its time limit.</summary>
/// <param name="Outputs">Values of output bindings; there are none.</param>
/// <param name="Logs">Lines for the invocation's log.</param>
/// <param name="ReturnValue">Always <see langword="null"/>.</param>
internal sealed record InvocationResponse(IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<string> Logs, string? ReturnValue)
{
    public static InvocationResponse Success(string line) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal), [PrintableText.Line(line)], ReturnValue: null);
}
