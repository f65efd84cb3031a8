using CamFunctions.Shared.Inference;

namespace CamFunctions.Shared.Analysis;

/// <summary>Identifies the model that an analysis was made with.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Sha256">SHA-256 of the model file, as 64 lower-case hexadecimal digits.</param>
/// <param name="Precision">What the network computes in.</param>
/// <param name="Licence">Of its weights; <see langword="null"/> if it is not stated.</param>
/// <param name="Grid">The grid of its maps.</param>
public sealed record ModelIdentity(string Name, string Sha256, Precision Precision, string? Licence, FeatureGrid Grid)
{
    public static ModelIdentity Of(CamModel model)
    {
        var metadata = model.Metadata;
        return new(metadata.Name, model.Sha256, metadata.Precision, metadata.Licence, metadata.Grid);
    }
}
