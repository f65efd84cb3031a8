namespace CamFunctions.Model.Import;

/// <summary>What a network puts out for each class.</summary>
internal enum Scores
{
    Logits,

    /// <summary>Softmax of the logits.</summary>
    Probabilities,

    /// <summary>LogSoftmax of the logits.</summary>
    LogProbabilities,
}
