namespace CamFunctions.Cli.Progress;

/// <summary>The progress of a long piece of work.</summary>
internal interface IWorkProgress
{
    /// <summary>In one line.</summary>
    string Line { get; }

    /// <summary>What is finished, in the same unit as <see cref="Total"/>.</summary>
    long Finished { get; }

    /// <summary>What there is to do, as far as it is known; <see langword="null"/> if it is not.</summary>
    long? Total { get; }
}
