using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Analysis;

/// <summary>Finds where an image's classes are.</summary>
internal static class ClassLocator
{
    /// <param name="activations">The classes, best first.</param>
    /// <param name="questions">The classes that were requested.</param>
    /// <param name="frame">The part of the image that the network saw.</param>
    /// <param name="options">Chooses the map of the peaks, and outlines.</param>
    public static IReadOnlyList<LocatedClass> Locate(
        IReadOnlyList<ClassActivation> activations,
        ClassQuestions questions,
        NetworkFrame frame,
        AnalysisOptions options)
    {
        var classes = new LocatedClass[activations.Count];
        for (var position = 0; position < classes.Length; position++)
        {
            var activation = activations[position];
            var contrast = Contrast.Of(activations, position);
            classes[position] = new LocatedClass(
                activation,
                questions.Requested.Contains(activation.Label.Index),
                contrast,
                // Of the class activation map, whatever the options: a class often differs from others in a part of the object only.
                Localizer.Regions(activation.Map, frame, options.Polygons),
                Localizer.Peak(LocatedClass.MapOf(options.Map, activation, contrast).Map, frame));
        }

        return classes;
    }

    /// <summary>The class whose map the overlay shows.</summary>
    public static LocatedClass Shown(IReadOnlyList<LocatedClass> classes, ClassQuestions questions, OverlayClass choice) =>
        choice == OverlayClass.Requested && questions.Requested is [var requested, ..]
            ? classes.First(located => located.Activation.Label.Index == requested)
            : classes[0];
}
