using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Import;

/// <summary>What a value was when the network ran on one image.</summary>
internal sealed record ValueFacts(long[] Shape, TensorElementType Type);
