using System.Diagnostics;
using Azure.Core;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

/// <summary>Readers of a stack trace find their way from the function to the step that failed.</summary>
public sealed class StackTests(SmallModelFixture model, AzuriteFixture azurite)
{
    /// <summary>Middleware of the worker, which these tests do without.</summary>
    private const int Gate = 1;

    private const string Image = "photo.jpg";
    private const string Decoder = $"{nameof(ImageDecoder)}.{nameof(ImageDecoder.Decode)}";

    [Fact]
    public async Task There_are_at_most_8_methods_of_ours_from_the_function_to_the_download()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("china"));
        var failing = BlobInvocation.With(azurite, store, InterleavedRequest.Before(RequestMethod.Get, "images", Fail));
        var functions = new CalledFunctions(model.Processor(), failing);
        var exception = await Assert.ThrowsAsync<NotSupportedException>(() => functions.LocalizeAsync(Image));
        var frames = OursOf(new StackTrace(exception));
        Assert.Contains("DownloadAsync", frames[0], StringComparison.Ordinal);
        Assert.InRange(frames.Count + Gate, 1, 8);
    }

    [Fact]
    public async Task There_are_at_most_12_methods_of_ours_from_the_function_to_the_inside_of_a_decoder()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, TestImages.DetailedJpeg());

        // One trace ends where decoding begins, the other begins there.
        var failing = new CalledFunctions(model.Processor(time: new WatchingClock(() => throw new NotSupportedException())), store);
        var exception = await Assert.ThrowsAsync<NotSupportedException>(() => failing.LocalizeAsync(Image));
        var above = OursOf(new StackTrace(exception)).SkipWhile(frame => !frame.EndsWith(Decoder, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(above);

        var deepest = new List<string>();
        var clock = new WatchingClock(() =>
        {
            var frames = OursOf(new StackTrace()).TakeWhile(frame => !frame.EndsWith(Decoder, StringComparison.Ordinal)).ToList();
            deepest = frames.Count > deepest.Count ? frames : deepest;
        });
        await new CalledFunctions(model.Processor(time: clock), store).LocalizeAsync(Image);
        Assert.Contains(deepest, frame => frame.Contains("RgbDecoder", StringComparison.Ordinal));
        Assert.True(Gate + above.Count + deepest.Count <= 12, string.Join('\n', [.. deepest, .. above]));
    }

    private static Task Fail() => throw new NotSupportedException();

    /// <summary>The methods of the product in a trace, the innermost first, without the clock that looks at them.</summary>
    private static List<string> OursOf(StackTrace trace) =>
    [
        .. trace.GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.FullName is { } name
                && name.StartsWith("CamFunctions.", StringComparison.Ordinal)
                && !name.StartsWith("CamFunctions.Tests.", StringComparison.Ordinal)
                && method.DeclaringType != typeof(DecodingTime)
                // The compiler's code for a call of a native function.
                && !method.Name.Contains("__PInvoke", StringComparison.Ordinal))
            .Select(method => $"{method!.DeclaringType!.FullName}.{method.Name}"),
    ];

    /// <summary>Does something whenever a decoder looks at the time.</summary>
    private sealed class WatchingClock(Action look) : TimeProvider
    {
        public override long GetTimestamp()
        {
            if (new StackTrace().GetFrames().Any(frame => frame.GetMethod()?.DeclaringType == typeof(ImageDecoder)))
            {
                look();
            }

            return base.GetTimestamp();
        }
    }
}
