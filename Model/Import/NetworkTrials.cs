using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>Tries a foreign network out: what its last values are, and which sizes of image it takes.</summary>
internal static class NetworkTrials
{
    /// <summary>The side that networks of open sides are tried at: that of ImageNet.</summary>
    private const int UsualSide = 224;

    /// <summary>Both sides of the second image are larger, by different multiples of all usual strides.</summary>
    private const int MoreRows = 64;
    private const int MoreColumns = 128;

    /// <summary>Runs the network as it is, on one image and, if its sides are open, on another.</summary>
    public static TrialRuns Run(NetworkInParts network, ImportRequest request)
    {
        var input = network.Input;
        using var probe = NetworkProbe.Open(network.Path, input, network.Values);
        var image = new ProofImage(input.Height ?? request.Side ?? UsualSide, input.Width ?? request.Side ?? UsualSide);
        var first = new TrialRun(image, RunFirst(probe, input, image, request));
        var isOpen = input is { Height: null, Width: null } && request.Side is null;
        return new TrialRuns(first, isOpen ? TryLarger(probe, input, image, request) : null);
    }

    private static NetworkRun RunFirst(NetworkProbe probe, NetworkInput input, ProofImage image, ImportRequest request)
    {
        try
        {
            using var tensor = image.ForNetwork(input, request.Preprocessing);
            return probe.Run(tensor);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelException(
                $"The network does not run on an image of {image.Width} x {image.Height} pixels: {fault.Message} If it takes another size, give it with --side.",
                fault);
        }
    }

    private static TrialRun? TryLarger(NetworkProbe probe, NetworkInput input, ProofImage image, ImportRequest request)
    {
        var larger = new ProofImage(image.Height + MoreRows, image.Width + MoreColumns);
        try
        {
            using var tensor = larger.ForNetwork(input, request.Preprocessing);
            return new TrialRun(larger, probe.Run(tensor));
        }
        catch (OnnxRuntimeException)
        {
            // It declares open sides and takes only these.
            return null;
        }
    }
}
