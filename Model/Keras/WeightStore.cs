using System.Runtime.InteropServices;
using System.Text.Json;

namespace CamFunctions.Model.Keras;

/// <summary>A network's weights: float32 numbers in shards, which together are one array in the order of the manifest.</summary>
public sealed class WeightStore
{
    /// <summary>All weights are in one array of bytes.</summary>
    private const int MaximumCount = int.MaxValue / sizeof(float);

    private readonly byte[] bytes;
    private readonly Dictionary<string, (long Offset, long[] Shape)> places;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    private WeightStore(byte[] bytes, Dictionary<string, (long Offset, long[] Shape)> places)
    {
        this.bytes = bytes;
        this.places = places;
    }

    /// <summary>How many numbers there are in all.</summary>
    public int Count => bytes.Length / sizeof(float);

    /// <summary>Names of the weights that nobody has asked for.</summary>
    public IEnumerable<string> Untaken => places.Keys.Where(name => !taken.Contains(name));

    /// <exception cref="ModelException">
    /// A shard is missing, the shards have another length than the manifest, or a weight is not float32.
    /// </exception>
    public static WeightStore Read(JsonElement manifest, IReadOnlyDictionary<string, byte[]> files)
    {
        var shards = manifest.EnumerateArray()
            .SelectMany(group => group.GetProperty("paths").EnumerateArray())
            .Select(path => files.TryGetValue(path.GetString() ?? string.Empty, out var shard)
                ? shard
                : throw new ModelException($"The shard {path} of the weights is missing from the package."))
            .ToArray();
        var found = new Dictionary<string, (long, long[])>(StringComparer.Ordinal);
        var length = 0L;
        foreach (var weight in manifest.EnumerateArray().SelectMany(group => group.GetProperty("weights").EnumerateArray()))
        {
            var name = weight.GetProperty("name").GetString() ?? throw new ModelException("A weight of the manifest has no name.");
            if (weight.GetProperty("dtype").GetString() is not "float32" and var type)
            {
                throw new ModelException($"The weight {name} is of type {type}; only float32 is supported.");
            }

            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64())];
            if (!found.TryAdd(name, (length, shape)))
            {
                throw new ModelException($"The manifest has the weight {name} twice.");
            }

            length += Product(shape, name) * sizeof(float);
        }

        var shardsLength = shards.Sum(shard => (long)shard.Length);
        return shardsLength == length
            ? new WeightStore(Concatenate(shards, checked((int)length)), found)
            : throw new ModelException($"The shards have {shardsLength:N0} bytes, but the manifest describes {length:N0}.");
    }

    /// <param name="name">Layer and weight, such as <c>conv1/kernel</c>.</param>
    /// <param name="shape">The shape it must have.</param>
    /// <exception cref="ModelException">There is none, or of another shape.</exception>
    public ReadOnlySpan<float> Take(string name, params long[] shape)
    {
        if (!places.TryGetValue(name, out var place))
        {
            throw new ModelException($"The weight {name} is missing from the package.");
        }

        if (!place.Shape.AsSpan().SequenceEqual(shape))
        {
            throw new ModelException(
                $"The weight {name} has the shape [{string.Join(", ", place.Shape)}]; [{string.Join(", ", shape)}] was expected.");
        }

        taken.Add(name);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan((int)place.Offset, (int)Product(shape, name) * sizeof(float)));
    }

    /// <exception cref="ModelException">There is none.</exception>
    public long[] Shape(string name) =>
        places.TryGetValue(name, out var place) ? place.Shape : throw new ModelException($"The weight {name} is missing from the package.");

    /// <summary>How many numbers there are in an array of this shape.</summary>
    private static long Product(long[] shape, string name)
    {
        var product = 1L;
        foreach (var side in shape)
        {
            if (side is < 0 or > MaximumCount || (product *= side) > MaximumCount)
            {
                throw new ModelException($"The weight {name} has the shape [{string.Join(", ", shape)}], which no array can have.");
            }
        }

        return product;
    }

    private static byte[] Concatenate(byte[][] shards, int length)
    {
        var all = new byte[length];
        var at = 0;
        foreach (var shard in shards)
        {
            shard.CopyTo(all, at);
            at += shard.Length;
        }

        return all;
    }
}
