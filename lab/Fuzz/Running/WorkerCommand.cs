namespace CamFunctions.Fuzz.Running;

/// <summary>The first arguments by which this program starts itself.</summary>
internal static class WorkerCommand
{
    public const string Worker = "worker";
    public const string Trial = "trial";
}
