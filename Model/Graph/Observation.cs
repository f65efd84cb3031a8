namespace CamFunctions.Model.Graph;

/// <summary>One run of a network on one image.</summary>
/// <param name="Height">The image's height in pixels.</param>
/// <param name="Width">The image's width in pixels.</param>
/// <param name="Values">The values that were looked at, by name.</param>
public sealed record Observation(int Height, int Width, IReadOnlyDictionary<string, ObservedValue> Values)
{
    public ObservedValue? Of(GraphValue value) => Values.GetValueOrDefault(value.Name);
}
