namespace CamFunctions.Fuzz.Running;

/// <summary>How long a target is run.</summary>
/// <param name="Seed">The same seed gives the same inputs in the same order.</param>
/// <param name="Runs">The maximum number of runs.</param>
/// <param name="Time">The maximum time.</param>
/// <param name="Hang">A run that takes longer than this is a finding.</param>
internal sealed record CampaignLimits(int Seed, long Runs, TimeSpan Time, TimeSpan Hang)
{
    /// <summary>How many processes run at once.</summary>
    public int Processes => (int)Math.Min(Environment.ProcessorCount, Runs);
}
