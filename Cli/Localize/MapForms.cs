namespace CamFunctions.Cli.Localize;

/// <summary>The forms in which <c>localize</c> also writes maps as numbers.</summary>
/// <param name="Npy">NumPy arrays of float32: each map on its grid, and up-sampled to the image.</param>
/// <param name="Png">Grey images of 16 bits, up-sampled to the image.</param>
internal sealed record MapForms(bool Npy, bool Png)
{
    public bool IsAny => Npy || Png;
}
