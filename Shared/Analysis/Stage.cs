namespace CamFunctions.Shared.Analysis;

/// <summary>The stages of processing an image.</summary>
public enum Stage
{
    Download,
    Decode,
    Inference,
    Render,
    Upload,
}
