using System.Text.Json;

namespace CamFunctions.LocalHost;

/// <summary>The rules of host.json that the local host follows in the Functions host's place.</summary>
/// <param name="FunctionTimeout">How long an invocation may take.</param>
/// <param name="Extensions">Settings of the triggers.</param>
internal sealed record HostRules(TimeSpan FunctionTimeout, HostRules.TriggerRules Extensions)
{
    public const string FileName = "host.json";

    public int PoisonBlobThreshold => Extensions.Blobs.PoisonBlobThreshold;

    public int MaxDegreeOfParallelism => Extensions.Blobs.MaxDegreeOfParallelism;

    public static HostRules Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LocalHostJsonContext.Default.HostRules)!;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new LocalHostException($"{path} can't be read: {fault.Message} Build the project again.");
        }
    }

    /// <param name="Blobs">Settings of the blob trigger.</param>
    internal sealed record TriggerRules(BlobTriggerRules Blobs);

    /// <param name="MaxDegreeOfParallelism">Invocations at once.</param>
    /// <param name="PoisonBlobThreshold">Tries before an image goes to the poison queue.</param>
    internal sealed record BlobTriggerRules(int MaxDegreeOfParallelism, int PoisonBlobThreshold);
}
