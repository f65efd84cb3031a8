using System.Text;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>The bodies of invocations that a genuine Functions host sent.</summary>
internal static class CapturedInvocations
{
    private const string EndOfHeaders = "\n\n";

    public static IReadOnlyList<byte[]> Bodies { get; } =
        [.. Enumerable.Range(1, 3).Select(number => Body(FormattableString.Invariant($"invocation-{number}.http")))];

    private static byte[] Body(string name)
    {
        using var reader = new StreamReader(typeof(CapturedInvocations).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var request = reader.ReadToEnd().ReplaceLineEndings("\n");
        return Encoding.UTF8.GetBytes(request[(request.IndexOf(EndOfHeaders, StringComparison.Ordinal) + EndOfHeaders.Length)..]);
    }
}
