namespace CamFunctions.Model.Graph;

/// <summary>The outcome of matching a pattern against a graph: what was found, or why it was not.</summary>
/// <typeparam name="T">What was looked for.</typeparam>
public sealed class Match<T>
    where T : class
{
    private Match(T? found, Refusal? refusal)
    {
        Found = found;
        Refusal = refusal;
    }

    /// <summary>What was found; <see langword="null"/> where <see cref="Refusal"/> says why nothing was.</summary>
    public T? Found { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Match<T>(T found) => new(found, refusal: null);

    public static implicit operator Match<T>(Refusal refusal) => new(found: null, refusal);

    /// <summary>Looks further from what was found, or passes the refusal on.</summary>
    public Match<TNext> Then<TNext>(Func<T, Match<TNext>> next)
        where TNext : class => Found is null ? Refusal! : next(Found);
}
