namespace CamFunctions.Cli.Export;

/// <summary>What became of records.</summary>
/// <param name="Images">Records of images that were processed.</param>
/// <param name="Refused">Records of images that were refused.</param>
/// <param name="Skipped">Files that are no records, or are gone.</param>
internal sealed record ExportCounts(long Images, long Refused, long Skipped)
{
    public long Total => Images + Refused + Skipped;
}
