namespace CamFunctions.Cli.Batches;

/// <summary>Counts how many images in a row have failed, in the order of the images.</summary>
internal sealed class FailureStreak
{
    /// <summary>If this many images in a row fail, the cause is not the images: a full disk, or storage that does not work.</summary>
    public const int Maximum = 20;

    private int length;

    public bool IsTooLong => length >= Maximum;

    public void Add(bool hasFailed) => length = hasFailed ? length + 1 : 0;
}
