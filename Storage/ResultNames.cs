namespace CamFunctions.Storage;

/// <summary>The names of results, in containers and in folders.</summary>
public static class ResultNames
{
    /// <summary>The overlay of <c>a/b.png</c> is <c>a/b.png.cam.jpg</c>.</summary>
    public static string Overlay(string image) => $"{image}.cam.jpg";

    /// <summary>The record of <c>a/b.png</c> is <c>a/b.png.json</c>.</summary>
    public static string Record(string image) => $"{image}.json";
}
