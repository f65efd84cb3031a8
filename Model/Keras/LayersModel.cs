using System.Text.Json;

namespace CamFunctions.Model.Keras;

/// <summary>A Keras network in the TensorFlow.js layers format.</summary>
/// <param name="Layers">In an order in which each comes after its inputs.</param>
/// <param name="Weights">By name, such as <c>conv1/kernel</c>.</param>
public sealed record LayersModel(IReadOnlyList<Layer> Layers, WeightStore Weights)
{
    /// <param name="model">The root of model.json.</param>
    /// <param name="files">The files beside it, by name.</param>
    /// <exception cref="ModelException">A shard or a layer is missing, or an unknown type of weight.</exception>
    public static LayersModel Parse(JsonElement model, IReadOnlyDictionary<string, byte[]> files)
    {
        var layers = model.GetProperty("modelTopology").GetProperty("model_config").GetProperty("config").GetProperty("layers");
        return new LayersModel(
            InOrder(layers.EnumerateArray().Select(Layer.Parse)),
            WeightStore.Read(model.GetProperty("weightsManifest"), files));
    }

    /// <summary>Checks that each layer comes after its inputs, which also excludes circles.</summary>
    private static List<Layer> InOrder(IEnumerable<Layer> layers)
    {
        var ordered = new List<Layer>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            if (layer.Inputs.FirstOrDefault(input => !known.Contains(input)) is { } missing)
            {
                throw new ModelException(
                    $"The layer {layer.Name} takes its input from {missing}, which is not among the layers before it.");
            }

            if (!known.Add(layer.Name))
            {
                throw new ModelException($"The network has two layers of the name {layer.Name}.");
            }

            ordered.Add(layer);
        }

        return ordered;
    }
}
