namespace CamFunctions.Model.Onnx;

/// <summary>Which version of the standard operators a model is written in.</summary>
public static class OperatorSet
{
    public static long Of(ModelProto model) => Standard(model).Version;

    public static void Set(ModelProto model, long version) => Standard(model).Version = version;

    private static OperatorSetIdProto Standard(ModelProto model) =>
        model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")
        ?? throw new ModelException("The model does not state which version of the ONNX operators it uses. Export it again.");
}
