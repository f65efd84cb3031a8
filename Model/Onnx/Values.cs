using System.Globalization;

namespace CamFunctions.Model.Onnx;

/// <summary>Declarations of a graph's inputs and outputs.</summary>
public static class Values
{
    /// <summary>An output whose type and shape are left for ONNX Runtime to find.</summary>
    public static ValueInfoProto Declare(string name) => new() { Name = name };

    /// <param name="name">The value's name.</param>
    /// <param name="type">Of its elements.</param>
    /// <param name="shape">A number for a fixed dimension, a name for one that is open.</param>
    public static ValueInfoProto Declare(string name, TensorProto.Types.DataType type, params object[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(shape.Select(side => side is string open
            ? new TensorShapeProto.Types.Dimension { DimParam = open }
            : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(side, CultureInfo.InvariantCulture) }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } },
        };
    }
}
