using System.Globalization;
using System.Security.Cryptography;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz.Running;

/// <summary>Writes findings to files: the shortest input, and a sentence that says how to see it again.</summary>
/// <param name="folder">Where to.</param>
internal sealed class FindingFiles(string folder)
{
    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(30);

    /// <returns>The sentence.</returns>
    public string Write(IFuzzTarget target, CampaignLimits limits, Finding finding)
    {
        var whole = new InputSequence(target, limits.Seed)[finding.Number];
        using var trials = new Trials(target.Name, limits.Hang);
        var shortest = new Minimizer(trials, MaximumTime).Minimize(whole, finding.FailureSignature);
        var input = shortest ?? whole;
        var path = Path.Combine(folder, $"{target.Name}-{finding.FailureSignature.Kind.ToString().ToLowerInvariant()}-{Hash(input)}");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path, input);
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {finding.FailureSignature.Kind.ToString().ToLowerInvariant()}, {finding.FailureSignature.Signature} " +
            $"(run {finding.Number:N0} of seed {limits.Seed}, {input.Length:N0} bytes). {Replay(target.Name, path, shortest is not null)}");
        File.WriteAllText($"{path}.txt", $"{sentence}\n");
        return sentence;
    }

    private static string Replay(string target, string path, bool isReproduced) => isReproduced
        ? $"See it again with: dotnet run -c Release --project lab/Fuzz -- replay {target} {path}"
        : $"The input {path} alone does not show it; the runs before it have a part in it.";

    private static string Hash(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..8];
}
