using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Backfill;

public sealed class WorkListTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_next_run_knows_what_is_listed_and_what_is_done()
    {
        using (var list = WorkList.Open(folder.Path, Monday))
        {
            using var page = WorkList.OpenPage(list.Add(["a", "b\n\"ü\"", "c"], "go on")!);
            page.MarkDone(0);
            page.MarkDone(2);
        }

        using var next = WorkList.Open(folder.Path, Monday.AddDays(1));
        Assert.Equal(new ListingState(Monday, 1, "go on", IsComplete: false), next.State);
        Assert.Equal(1, next.CountRemaining());
        using var rest = WorkList.OpenPage(Assert.Single(next.Pages));
        Assert.Equal([(1, "b\n\"ü\"")], rest.Remaining());
    }

    [Fact]
    public void Pages_are_in_listing_order_and_deleted_when_done()
    {
        using var list = WorkList.Open(folder.Path, Monday);
        var paths = Enumerable.Range(0, 12).Select(index => list.Add([$"{index}"], "go on")!).ToArray();
        Assert.Null(list.Add([], continuation: string.Empty));
        Assert.Equal(paths, list.Pages);
        Assert.True(list.State.IsComplete);
        using var page = WorkList.OpenPage(paths[3]);
        page.MarkDone(0);
        Assert.Equal(11, list.Pages.Count);
        Assert.Equal(11, list.CountRemaining());
    }

    [Fact]
    public void A_position_that_was_only_partially_written_is_ignored()
    {
        using var list = WorkList.Open(folder.Path, Monday);
        var path = list.Add(["a", "b"], continuation: string.Empty)!;
        File.WriteAllBytes($"{path}.done", [1, 0, 0, 0, 0, 0]);
        using (var page = WorkList.OpenPage(path))
        {
            Assert.Equal([(0, "a")], page.Remaining());
            page.MarkDone(0);
        }

        Assert.Empty(list.Pages);
    }

    [Fact]
    public void A_second_process_cannot_open_the_same_list()
    {
        using var list = WorkList.Open(folder.Path, Monday);
        var exception = Assert.Throws<BackfillException>(() => WorkList.Open(folder.Path, Monday));
        Assert.Contains("Another backfill of the same images is running", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
