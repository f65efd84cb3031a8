namespace CamFunctions.Fuzz.Targets;

/// <summary>A part of the product that reads what others have written.</summary>
internal interface IFuzzTarget
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Valid inputs, which the runs start from.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Names and numbers that have a meaning in its inputs, such as those of chunks and tags.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>How much of the time it gets, compared with other targets.</summary>
    int Share => 1;

    /// <summary>Changes an input in its own terms, where changes of single bytes would seldom get past the parser.</summary>
    byte[] Restructure(byte[] input, Random random) => input;

    /// <summary>Corrects the checksums of a changed input, behind which the reader would otherwise never look.</summary>
    byte[] Repair(byte[] input) => input;

    /// <summary>Reads an input. Refusals that the product documents are caught; whatever this throws is a finding.</summary>
    void Run(byte[] input);
}
