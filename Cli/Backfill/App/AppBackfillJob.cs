using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Cli.Batches;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>
/// Posts an event for each image without a current record to an app, never more at a time than it may have outstanding, and waits for
/// the records. Each round looks for records first and posts then.
/// </summary>
internal sealed class AppBackfillJob(
    RecordSearch search,
    EventPosting posting,
    ContainerListing listing,
    AppBackfillRequest request,
    AppBackfillTally tally,
    TimeProvider time,
    Action<string> writeLine)
{
    /// <summary>Images that need nothing are passed quickly, but not so many that the outstanding ones are forgotten.</summary>
    private const int MaximumPerRound = 2_000;

    /// <summary>A first post and a second one, by then the host has tried ten times.</summary>
    private const int MaximumPosts = 2;

    private static readonly TimeSpan RoundInterval = TimeSpan.FromSeconds(0.5);

    private readonly OutstandingImages outstanding = new(request.Wait);
    private readonly Pace pace = new(request.Rate, time);
    private readonly FailureStreak streak = new();
    private readonly Queue<EventPosting.Candidate> late = new();
    private bool isListed;

    /// <exception cref="BackfillException">The app does not take events, or makes no records.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var images = listing.RunAsync(cancellation).GetAsyncEnumerator(cancellation);
        using var interval = new PeriodicTimer(RoundInterval, time);
        while (true)
        {
            await LookAsync(cancellation);
            var isBusy = await PostAsync(images, cancellation);
            tally.Outstanding = outstanding.Count;
            if (isListed && outstanding.Count == 0 && late.Count == 0)
            {
                return;
            }

            if (!isBusy)
            {
                await interval.WaitForNextTickAsync(cancellation);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var due = outstanding.TakeDue(time.GetUtcNow());
        var states = await search.FindAsync([.. due.Select(posted => posted.Image)], cancellation);
        var now = time.GetUtcNow();
        foreach (var (posted, state) in due.Zip(states))
        {
            if (search.IsDone(state))
            {
                outstanding.Learn(posted, now);
                streak.Add(hasFailed: false);
                Finish(posted.Image, state, isPosted: true);
            }
            else if (outstanding.IsLate(posted, now))
            {
                GiveUp(posted, state);
            }
            else
            {
                outstanding.Return(posted, now);
            }
        }
    }

    /// <returns>Whether there is more to do at once.</returns>
    private async Task<bool> PostAsync(IAsyncEnumerator<ListedImage> images, CancellationToken cancellation)
    {
        var allowed = pace.Available;
        var open = TakeLate(allowed);
        var examined = 0;
        while (examined < MaximumPerRound && !isListed)
        {
            var free = Math.Min(allowed, request.Outstanding - outstanding.Count - late.Count) - open.Count;
            if (free <= 0)
            {
                break;
            }

            var next = await TakeAsync(images, Math.Min(free, RecordSearch.Concurrency * 4));
            examined += next.Count;
            open.AddRange(await SortAsync(next, cancellation));
        }

        pace.Use(open.Count);
        foreach (var posted in await posting.PostAsync(open, cancellation))
        {
            outstanding.Add(posted);
        }

        return examined >= MaximumPerRound;
    }

    private List<EventPosting.Candidate> TakeLate(int count)
    {
        var taken = new List<EventPosting.Candidate>();
        while (taken.Count < count && late.TryDequeue(out var image))
        {
            taken.Add(image);
        }

        return taken;
    }

    private async Task<List<ListedImage>> TakeAsync(IAsyncEnumerator<ListedImage> images, int count)
    {
        var taken = new List<ListedImage>();
        while (taken.Count < count && !isListed)
        {
            if (await images.MoveNextAsync())
            {
                taken.Add(images.Current);
            }
            else
            {
                isListed = true;
            }
        }

        return taken;
    }

    /// <summary>
    /// Images with a current record are done. Those that an earlier run has posted are waited for, unless that is too long ago.
    /// </summary>
    /// <returns>The others.</returns>
    private async Task<IReadOnlyList<EventPosting.Candidate>> SortAsync(List<ListedImage> images, CancellationToken cancellation)
    {
        var open = new List<EventPosting.Candidate>();
        var states = await search.FindAsync(images, cancellation);
        foreach (var (image, state) in images.Zip(states))
        {
            if (search.IsDone(state))
            {
                Finish(image, state, isPosted: image.Page.PostedAt(image.Position) is not null);
            }
            else if (image.Page.PostedAt(image.Position) is { } before && time.GetUtcNow() - before < request.Wait)
            {
                outstanding.Add(new PostedImage(image, before, Posts: 0));
            }
            else
            {
                open.Add(new EventPosting.Candidate(image, state, Posts: 0));
            }
        }

        return open;
    }

    private void Finish(ListedImage image, StoredImage state, bool isPosted)
    {
        image.Page.MarkDone(image.Position);
        if (state.State == ResultState.Gone)
        {
            tally.CountGone();
        }
        else if (isPosted)
        {
            tally.CountRecorded();
        }
        else
        {
            tally.CountCurrent();
        }
    }

    private void GiveUp(PostedImage posted, StoredImage state)
    {
        var image = posted.Image;
        // What stopped an earlier run may have stopped the app, too.
        streak.Add(hasFailed: posted.Posts > 0);
        if (streak.IsTooLong)
        {
            throw new BackfillException(
                $"{FailureStreak.Maximum} images in a row had no record {request.Wait.TotalSeconds:0} seconds after they were posted. " +
                "See the app's log, and 'cam poison' for images that it has given up. Run the same command again to continue, with a " +
                "longer --wait if the app is only slow.");
        }

        if (posted.Posts < MaximumPosts)
        {
            writeLine($"{image.Name} has had no record for {request.Wait.TotalSeconds:0} seconds and is posted once more.");
            late.Enqueue(new EventPosting.Candidate(image, state, posted.Posts));
            return;
        }

        // The next run posts it at once.
        image.Page.MarkPosted(image.Position, time: null);
        tally.CountFailed();
        var lack = state.State == ResultState.Recorded ? "its record is unchanged" : "it has no record";
        writeLine(
            $"{image.Name} was posted {posted.Posts} times, and {lack}. The app's log says why; 'cam poison' lists what it has given up.");
    }
}
