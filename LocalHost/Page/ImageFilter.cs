using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace CamFunctions.LocalHost.Page;

/// <summary>Which images are listed. The page applies the same rules to changes (Assets/filter.js).</summary>
/// <param name="Class">Part of the name of the best class, in any case.</param>
/// <param name="State">The state as in the list; a text, because enumerations are bound by their names in C# only.</param>
/// <param name="Probability">Minimum probability of the best class.</param>
internal sealed record ImageFilter(
    [property: FromQuery(Name = "class"), Description("Only images whose best class has this in its name, in any case.")] string? Class,
    [property: FromQuery(Name = ImageFilter.StateParameter), Description("Only images in this state.")] string? State,
    [property: FromQuery(Name = "probability"), Description("Only images whose best class has at least this probability.")]
    double? Probability)
{
    public const string StateParameter = "state";

    private static readonly Dictionary<string, ListedState> States =
        Enum.GetValues<ListedState>().ToDictionary(state => state.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>What is wrong with it, in one sentence; <see langword="null"/> if nothing.</summary>
    public string? Problem => string.IsNullOrEmpty(State) || States.ContainsKey(State)
        ? null
        : $"state is \"{State}\"; it must be one of these: {string.Join(", ", States.Keys)}.";

    public bool Includes(ImageItem image) =>
        (string.IsNullOrEmpty(State) || States[State] == image.State)
        && (string.IsNullOrEmpty(Class) || image.Label?.Contains(Class, StringComparison.OrdinalIgnoreCase) is true)
        && (Probability is null || image.Probability >= Probability);
}
