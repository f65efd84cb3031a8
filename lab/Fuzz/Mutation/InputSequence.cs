using System.Text;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz.Mutation;

/// <summary>
/// The inputs of a target by their number. An input depends on nothing but the target, the seed and its number, so that any process
/// can make any of them, in any order.
/// </summary>
internal sealed class InputSequence(IFuzzTarget target, int seed)
{
    private const int MaximumChanges = 6;

    private readonly Mutator mutator = new(target.Seeds, [.. target.Words.Select(Encoding.Latin1.GetBytes)]);

    public byte[] this[long number]
    {
        get
        {
            var random = new Random(RandomSeed(number));
            var input = target.Seeds[random.Next(target.Seeds.Count)];
            var isRestructured = random.Next(2) == 0;
            if (isRestructured)
            {
                input = target.Restructure(input, random);
            }

            // Where the structure was changed, one more change is enough, and often one too many.
            var changes = isRestructured ? random.Next(2) : 1 + random.Next(1 + random.Next(MaximumChanges));
            for (var change = 0; change < changes; change++)
            {
                input = mutator.Mutate(input, random);
            }

            return random.Next(4) == 0 ? input : target.Repair(input);
        }
    }

    /// <summary>Mixes the bits, so that neighbours have nothing in common (the finaliser of SplitMix64, Steele et al. 2014).</summary>
    private int RandomSeed(long number)
    {
        var bits = unchecked((((ulong)(uint)seed << 40) + (ulong)number) * 0x9E3779B97F4A7C15);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        return (int)(bits >> 33);
    }
}
