namespace CamFunctions.Functions.Requests;

/// <summary>A request is not one that can be answered, whatever its image.</summary>
internal sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
