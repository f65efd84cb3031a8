using CamFunctions.Model.Cam;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Keras;

/// <summary>
/// From the layers of a Keras network (channels last) to nodes of an ONNX graph (channels first). Zero padding goes into the
/// next convolution's pads and batch normalisation into the convolution before it, so that neither is left to run.
/// </summary>
public sealed class KerasImporter
{
    private readonly LayersModel model;
    private readonly GraphBuilder graph;
    private readonly Dictionary<string, Layer> layers;
    private readonly ILookup<string, Layer> consumers;

    /// <summary>The values that layers have become; of folded layers, those of the layer they are folded into.</summary>
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Classifier? classifier;

    private KerasImporter(LayersModel model, GraphBuilder graph)
    {
        this.model = model;
        this.graph = graph;
        layers = model.Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        consumers = model.Layers
            .SelectMany(layer => layer.Inputs, (layer, input) => (layer, input))
            .ToLookup(pair => pair.input, pair => pair.layer, StringComparer.Ordinal);
    }

    /// <summary>Adds a network's nodes to a graph.</summary>
    /// <param name="model">The network; its weights are all used, each once.</param>
    /// <param name="graph">The graph that grows.</param>
    /// <param name="input">The value that takes the place of the network's input, float [1, channels, height, width].</param>
    /// <returns>The network's end: a global average pool and a dense layer.</returns>
    /// <exception cref="ModelException">A layer, or an option of one, is not supported, or a weight is missing or left over.</exception>
    public static Classifier Import(LayersModel model, GraphBuilder graph, string input)
    {
        var importer = new KerasImporter(model, graph);
        foreach (var layer in model.Layers)
        {
            importer.values[layer.Name] = importer.Import(layer, input);
        }

        if (model.Weights.Untaken.FirstOrDefault() is { } untaken)
        {
            throw new ModelException($"The weight {untaken} belongs to no layer that was imported.");
        }

        return importer.classifier
            ?? throw new ModelException(
                "The network does not end in a global average pool and a dense layer with softmax, so it has no class activation map.");
    }

    private string Import(Layer layer, string input) => layer.Type switch
    {
        "InputLayer" => input,
        "ZeroPadding2D" => ZeroPadding(layer),
        "Conv2D" => IsFolded(layer) ? string.Empty : AddConvolution(layer, normalization: null),
        "BatchNormalization" => BatchNormalization(layer),
        "Activation" => Activation(layer),
        "MaxPooling2D" => MaxPooling(layer),
        "Add" => graph.Node(layer.Inputs.Count == 2 ? "Add" : "Sum", layer.Name, layer.Inputs.Select(name => values[name])),
        "GlobalAveragePooling2D" => GlobalAveragePooling(layer),
        "Dense" => Dense(layer),
        _ => throw new ModelException($"The layer {layer.Name} is of type {layer.Type}, which the importer does not know."),
    };

    /// <summary>A convolution whose only consumer is a batch normalisation is added with it.</summary>
    private bool IsFolded(Layer layer) => consumers[layer.Name].ToArray() is [{ Type: "BatchNormalization" }];

    private string BatchNormalization(Layer layer)
    {
        if (layers[layer.Input] is not { Type: "Conv2D" } convolution || !IsFolded(convolution))
        {
            throw new ModelException(
                $"The layer {layer.Name} normalises something other than a convolution's only output; that is not supported.");
        }

        layer.Require("axis", "[3]");
        return AddConvolution(convolution, layer);
    }

    private string AddConvolution(Layer layer, Layer? normalization)
    {
        var (source, pads) = Unpadded(layer);
        return ConvolutionImport.Add(graph, model.Weights, layer, normalization, source, pads);
    }

    private string ZeroPadding(Layer layer)
    {
        layer.Require("data_format", "channels_last");
        if (consumers[layer.Name].All(TakesZeros))
        {
            return string.Empty;
        }

        var pads = Pads(layer);
        var all = graph.Constant($"{layer.Name}_pads", 0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]);
        return graph.Node("Pad", layer.Name, [values[layer.Input], all]);

        bool TakesZeros(Layer consumer) => consumer.Type == "Conv2D" || (consumer.Type == "MaxPooling2D" && IsRectified(layer.Input));
    }

    /// <summary>
    /// Whether a layer's values are never negative. A maximum over such values and zeros is the same as over the values alone,
    /// which is how ONNX pads a maximum.
    /// </summary>
    private bool IsRectified(string name) => layers[name] is { Type: "Activation" } activation && activation.Text("activation") == "relu";

    /// <summary>What a convolution or pool works on, and the zeros around it: those of a padding layer before it.</summary>
    private (string Source, long[] Pads) Unpadded(Layer layer) =>
        layers[layer.Input] is { Type: "ZeroPadding2D" } padding && values[padding.Name].Length == 0
            ? (values[padding.Input], Pads(padding))
            : (values[layer.Input], [0, 0, 0, 0]);

    /// <returns>Zeros above, left, below and right, as ONNX orders them.</returns>
    private static long[] Pads(Layer padding)
    {
        var (vertical, horizontal) = padding.Pairs("padding");
        return [vertical[0], horizontal[0], vertical[1], horizontal[1]];
    }

    private string Activation(Layer layer)
    {
        layer.Require("activation", "relu");
        return graph.Node("Relu", layer.Name, [values[layer.Input]]);
    }

    private string MaxPooling(Layer layer)
    {
        layer.Require("data_format", "channels_last");
        layer.Require("padding", "valid");
        var (source, pads) = Unpadded(layer);
        return graph.Node(
            "MaxPool",
            layer.Name,
            [source],
            GraphBuilder.Attribute("kernel_shape", layer.Numbers("pool_size", 2)),
            GraphBuilder.Attribute("strides", layer.Numbers("strides", 2)),
            GraphBuilder.Attribute("pads", pads));
    }

    /// <summary>Stays what it averages: the CAM head takes the mean.</summary>
    private string GlobalAveragePooling(Layer layer)
    {
        layer.Require("data_format", "channels_last");
        return values[layer.Input];
    }

    private string Dense(Layer layer)
    {
        if (layers[layer.Input] is not { Type: "GlobalAveragePooling2D" } pool)
        {
            throw new ModelException(
                $"The dense layer {layer.Name} does not follow a global average pool, so it has no class activation map.");
        }

        layer.Require("activation", "softmax");
        layer.Require("use_bias", "True");
        if (model.Weights.Shape($"{layer.Name}/kernel") is not [var channels, var classes])
        {
            throw new ModelException($"The weight {layer.Name}/kernel does not have two dimensions.");
        }

        var rows = Transposed(model.Weights.Take($"{layer.Name}/kernel", channels, classes), (int)channels, (int)classes);
        var weights = graph.Constant($"{layer.Name}_weights", rows, classes, channels);
        var biases = graph.Constant($"{layer.Name}_biases", model.Weights.Take($"{layer.Name}/bias", classes), classes);
        classifier = new Classifier(values[pool.Name], (int)channels, weights, biases);
        return string.Empty;
    }

    /// <summary>[rows, columns] to [columns, rows]: a row for each class, of which the head takes some.</summary>
    private static float[] Transposed(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return transposed;
    }
}
