namespace CamFunctions.Model.Onnx;

/// <summary>A prepared model as the runtime opens it: in the files of <see cref="ModelFiles"/>.</summary>
public static class PreparedModelFile
{
    /// <summary>Writes all files of a model.</summary>
    /// <param name="model">The model; afterwards its large weights are in the file only.</param>
    /// <param name="path">Path of its graph.</param>
    /// <param name="weightsFolder">The folder of the weights that another file contains; <see langword="null"/> if none does.</param>
    public static void Write(ModelProto model, string path, string? weightsFolder = null)
    {
        ExternalData.MoveTo(model, ModelFiles.WeightsOf(path), weightsFolder);
        WriteGraphs(model, path, CamProperties.Read(model, path) with { WeightsSha256 = ModelFiles.WeightsSha256(path) });
    }

    /// <summary>Adds the measured centre of the first cell to a model, in place.</summary>
    /// <exception cref="InvalidModelException">The model's metadata are broken.</exception>
    public static void SetCentre(string path, CellCentre centre)
    {
        var model = ModelFile.Read(path);
        var metadata = CamProperties.Read(model, path);
        WriteGraphs(model, path, metadata with { Grid = metadata.Grid with { Centre = centre } });
    }

    private static void WriteGraphs(ModelProto model, string path, CamMetadata metadata)
    {
        CamProperties.Write(model, metadata);
        ModelFile.Write(model, path);
        if (model.Graph.Initializer.Any(tensor => tensor.Name == CamContract.MatrixZeroPoint))
        {
            var graph = model.Clone();
            graph.Graph.Input.Add(Values.Declare(CamContract.MatrixZeroPoint, TensorProto.Types.DataType.Uint8));
            CamProperties.Write(graph, metadata with { GraphSha256 = ModelFiles.Sha256(path) });
            ModelFile.Write(graph, ModelFiles.AmxGraphOf(path));
        }
    }
}
