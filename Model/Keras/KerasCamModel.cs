using CamFunctions.Model.Cam;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Keras;

/// <summary>A whole CAM model from a Keras network: preprocessing, network, head, metadata.</summary>
public static class KerasCamModel
{
    /// <summary>
    /// The version of the ONNX operators, old enough for every ONNX Runtime of the last years, and the file format that goes with it.
    /// </summary>
    private const long OperatorSet = 17;
    private const long FileFormat = 8;

    public static ModelProto Build(LayersModel network, Preprocessing preprocessing, CamMetadata metadata)
    {
        var graph = new GraphProto { Name = metadata.Name };
        graph.Input.Add(Values.Declare(CamContract.Image, TensorProto.Types.DataType.Uint8, "height", "width", 3));
        var builder = new GraphBuilder(graph);
        var input = preprocessing.AddTo(builder, CamContract.Image, ImageLayout.ChannelsFirst);
        CamHead.AddTo(graph, KerasImporter.Import(network, builder, input));

        var model = new ModelProto { IrVersion = FileFormat, ProducerName = "CamFunctions", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = OperatorSet });
        CamProperties.Write(model, metadata);
        return model;
    }
}
