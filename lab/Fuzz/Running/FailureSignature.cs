using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz.Running;

/// <summary>What went wrong, in a form that is the same for inputs that have the same cause.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Signature">The exception and where it was thrown, or the last words of the process.</param>
internal sealed record FailureSignature(FindingKind Kind, string Signature)
{
    private const string Place = " in ";
    private const string Product = "CamFunctions.";
    private const string ThisProject = "CamFunctions.Fuzz.";

    /// <summary>A crash may leave other words each time, and an exception another place, where methods were inlined.</summary>
    public bool HasSameCause(FailureSignature other) =>
        Kind == other.Kind && (Kind == FindingKind.Crash || Signature.Split(Place)[0] == other.Signature.Split(Place)[0]);

    /// <summary>Runs a target. What kills the process or does not end is for others to notice.</summary>
    /// <returns><see langword="null"/> if all is well.</returns>
    public static FailureSignature? Of(IFuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception fault)
        {
            return new FailureSignature(FindingKind.Fault, Describe(fault));
        }
    }

    /// <summary>The exception, its message if that is short, and the first method of the product that it went through.</summary>
    private static string Describe(Exception fault)
    {
        var frames = (fault.StackTrace ?? string.Empty).Split('\n').Select(line => line.Trim()).Select(Method).ToArray();
        var place = frames.FirstOrDefault(method =>
            method.StartsWith(Product, StringComparison.Ordinal) && !method.StartsWith(ThisProject, StringComparison.Ordinal));
        return fault is UnexpectedResultException
            ? $"{fault.Message}"
            : $"{fault.GetType().Name}{Place}{place ?? frames.FirstOrDefault()}";
    }

    /// <summary>From "at Namespace.Type.Method(arguments) in file:line" to its name.</summary>
    private static string Method(string frame)
    {
        var name = frame.StartsWith("at ", StringComparison.Ordinal) ? frame[3..] : frame;
        var end = name.IndexOf('(', StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }
}
