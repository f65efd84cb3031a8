namespace CamFunctions.Model.Dilation;

/// <summary>Which strides a network can have.</summary>
public static class StrideChoice
{
    /// <param name="asked">In pixels per cell; <see langword="null"/> for the network's own.</param>
    /// <param name="own">The network's own.</param>
    /// <returns>Whether it is to be halved.</returns>
    /// <exception cref="ModelException">It is neither the network's own nor half of it.</exception>
    public static bool IsHalf(int? asked, int own) => asked switch
    {
        null => false,
        { } stride when stride == own => false,
        { } stride when stride * 2 == own => true,
        { } stride => throw Invalid(stride, own),
    };

    private static ModelException Invalid(int stride, int own) => new(
        own % 2 == 0
            ? $"--stride {stride} is not possible: the network has {own} pixels per cell, so it must be {own} or {own / 2}."
            : $"--stride {stride} is not possible: the network has {own} pixels per cell, which can't be halved.");
}
