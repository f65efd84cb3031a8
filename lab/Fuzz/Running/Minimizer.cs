namespace CamFunctions.Fuzz.Running;

/// <summary>Removes what a finding does not need (Zeller and Hildebrandt 2002, without the complements: simpler and good enough).</summary>
/// <param name="trials">Tries inputs.</param>
/// <param name="limit">The maximum time.</param>
internal sealed class Minimizer(Trials trials, TimeSpan limit)
{
    private const int MaximumTries = 3_000;

    /// <returns>A shorter input with the same trouble; <see langword="null"/> if even the whole one has none by itself.</returns>
    public byte[]? Minimize(byte[] input, FailureSignature trouble)
    {
        if (!IsSame(input, trouble))
        {
            return null;
        }

        var deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        var tries = 0;
        for (var length = (input.Length + 1) / 2; length > 0; length /= 2)
        {
            for (var at = 0; at < input.Length;)
            {
                if (++tries > MaximumTries || Environment.TickCount64 > deadline)
                {
                    return input;
                }

                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + length, input.Length))];
                if (IsSame(shorter, trouble))
                {
                    input = shorter;
                }
                else
                {
                    at += length;
                }
            }
        }

        return input;
    }

    private bool IsSame(byte[] input, FailureSignature trouble) => trials.Try(input) is { } found && found.HasSameCause(trouble);
}
