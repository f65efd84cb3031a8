namespace CamFunctions.Model.Import;

/// <summary>How much a prepared model differs from its network, in shares of the range.</summary>
/// <param name="Scores">Between its scores and the network's.</param>
/// <param name="Invariant">Between mean(M_c) + b_c and logit_c.</param>
internal sealed record ProofDifferences(double Scores, double Invariant);
