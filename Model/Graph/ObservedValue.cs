using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Graph;

/// <summary>What a value was when its network ran on one image.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Numbers">Row-major; <see langword="null"/> for whole numbers, and for tensors larger than scores can be.</param>
public sealed record ObservedValue(TensorShape Shape, TensorElementType Type, float[]? Numbers);
