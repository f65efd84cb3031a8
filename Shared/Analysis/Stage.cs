namespace CamFunctions.Shared.Analysis;

/// <summary>The stages of an image's way.</summary>
public enum Stage
{
    Download,
    Decode,
    Inference,
    Render,
    Upload,
}
