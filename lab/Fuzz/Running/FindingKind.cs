namespace CamFunctions.Fuzz.Running;

/// <summary>What went wrong with an input.</summary>
internal enum FindingKind
{
    /// <summary>An exception that is no refusal.</summary>
    Fault,

    /// <summary>The process died.</summary>
    Crash,

    /// <summary>The run did not end.</summary>
    Hang,

    /// <summary>The process needed more memory than it may.</summary>
    Memory,
}
