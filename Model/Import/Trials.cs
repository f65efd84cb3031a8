using CamFunctions.Model.Graph;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>What a network does with images of different sizes.</summary>
/// <param name="First">At the network's own or a usual size.</param>
/// <param name="Larger">At a larger one; <see langword="null"/> where the network takes only the first.</param>
internal sealed record Trials(Observation First, Observation? Larger)
{
    /// <summary>The side that networks of open sides are tried at: that of ImageNet.</summary>
    private const int UsualSide = 224;

    /// <summary>Several times that of any classifier; the values of larger images need more memory than most machines have.</summary>
    private const int MaximumSide = 2048;

    /// <summary>Both sides of the second image are larger, by different multiples of all usual strides.</summary>
    private const int MoreRows = 64;
    private const int MoreColumns = 128;

    /// <summary>Runs a network as it is, on one image and, if its sides are open, on another.</summary>
    /// <exception cref="ModelException">ONNX Runtime can't use the network, or not with an image of the first size.</exception>
    public static Trials Run(ForeignNetwork network, IEnumerable<GraphValue> values, ImportRequest request)
    {
        var input = network.Input;
        using var session = network.Open(values);
        var (height, width) = (input.Height ?? request.Side ?? UsualSide, input.Width ?? request.Side ?? UsualSide);
        var image = Math.Max(height, width) <= MaximumSide ? new ProofImage(height, width) : throw new ModelException(
            $"The network takes images of {width:N0} x {height:N0} pixels; the maximum is {MaximumSide:N0} along each side.");
        var first = RunFirst(session, image, request);
        var isOpen = input is { Height: null, Width: null } && request.Side is null;
        return new Trials(first, isOpen ? TryLarger(session, image, request) : null);
    }

    private static Observation RunFirst(NetworkSession session, ProofImage image, ImportRequest request)
    {
        try
        {
            return session.Observe(image, request.Preprocessing);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException(
                $"The network does not run on an image of {image.Width} x {image.Height} pixels: {exception.Message} " +
                "If it takes another size, give it with --side.",
                exception);
        }
    }

    private static Observation? TryLarger(NetworkSession session, ProofImage image, ImportRequest request)
    {
        try
        {
            return session.Observe(new ProofImage(image.Height + MoreRows, image.Width + MoreColumns), request.Preprocessing);
        }
        catch (OnnxRuntimeException)
        {
            // It declares open sides and takes only these.
            return null;
        }
    }
}
