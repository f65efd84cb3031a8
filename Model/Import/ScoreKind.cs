namespace CamFunctions.Model.Import;

/// <summary>What a network outputs for each class.</summary>
internal enum ScoreKind
{
    Logits,

    /// <summary>Softmax of the logits.</summary>
    Probabilities,

    /// <summary>LogSoftmax of the logits.</summary>
    LogProbabilities,
}
