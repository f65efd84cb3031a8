using System.Text;
using System.Text.Json;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>A captured request of the real Functions host.</summary>
/// <param name="Head">Request line and headers.</param>
/// <param name="Body">The body, without the chunks' lengths.</param>
internal sealed record CapturedRequest(string Head, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public static CapturedRequest Read(int number)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "TestData", "RealHost", $"invocation-{number}.http");
        var text = File.ReadAllText(path, Encoding.UTF8);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return new CapturedRequest(text[..end].Replace("\n", "\r\n", StringComparison.Ordinal), text[(end + 2)..].TrimEnd('\n'));
    }

    /// <summary>The value of a header.</summary>
    public string Header(string name) =>
        Head.Split("\r\n").Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];
}
