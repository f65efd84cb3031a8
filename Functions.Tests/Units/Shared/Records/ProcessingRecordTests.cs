using System.Text.RegularExpressions;
using CamFunctions.Shared.Records;

namespace CamFunctions.Tests.Shared.Records;

public sealed partial class ProcessingRecordTests
{
    /// <summary>The sources may be a repository, with or without tags, or not.</summary>
    [Fact]
    public void The_version_names_the_release_and_the_commit_as_far_as_Git_knows_them() =>
        Assert.Matches(Version(), ProcessingRecord.ThisVersion);

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-alpha(\.\d+)+)?(\+[0-9a-f]{40})?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
