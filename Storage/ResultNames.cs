namespace CamFunctions.Storage;

/// <summary>The names of results, in containers and in folders.</summary>
public static class ResultNames
{
    private const string OverlayEnding = ".cam.jpg";
    private const string RecordEnding = ".json";

    /// <summary>The overlay of <c>a/b.png</c> is <c>a/b.png.cam.jpg</c>.</summary>
    public static string Overlay(string image) => image + OverlayEnding;

    /// <summary>The record of <c>a/b.png</c> is <c>a/b.png.json</c>.</summary>
    public static string Record(string image) => image + RecordEnding;

    /// <returns><see langword="null"/> for a name that no overlay has.</returns>
    public static string? ImageOfOverlay(string overlay) => WithoutEnding(overlay, OverlayEnding);

    /// <returns><see langword="null"/> for a name that no record has.</returns>
    public static string? ImageOfRecord(string record) => WithoutEnding(record, RecordEnding);

    private static string? WithoutEnding(string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : null;
}
