using System.Diagnostics.CodeAnalysis;

namespace CamFunctions.Contract;

/// <summary>The numbers that a network computes with up to its last feature maps; the maps themselves are always float32.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The field calls these precisions so, and settings and records use their names.")]
public enum Precision
{
    /// <summary>Eight bits, with 32-bit sums: three times as fast as <see cref="Float32"/> on processors with VNNI.</summary>
    Int8,

    Float32,
}
