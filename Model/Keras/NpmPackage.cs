namespace CamFunctions.Model.Keras;

/// <summary>A package of the npm registry, pinned by its contents.</summary>
/// <param name="Specification">Name and version, such as <c>name@1.2.3</c>.</param>
/// <param name="Integrity">Its hash as npm writes it: <c>sha512-</c> and base64.</param>
public sealed record NpmPackage(string Specification, string Integrity);
