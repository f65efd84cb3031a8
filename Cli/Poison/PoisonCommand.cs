using System.CommandLine;
using System.Globalization;
using CamFunctions.Cli.Blobs;
using CamFunctions.Cli.Output;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation;

namespace CamFunctions.Cli.Poison;

/// <summary><c>poison</c>: the images that the Functions host has given up.</summary>
internal static class PoisonCommand
{
    public static Command Create()
    {
        var retry = new Option<bool>("--retry")
        {
            Description = "Process each image again, and remove its message when its record is there.",
        };
        var command = new Command("poison", "List the images that the Functions host has given up, from the poison queue.") { retry };
        command.SetAction((parsed, cancellation) => parsed.GetValue(retry) ? RetryAsync(cancellation) : ListAsync(cancellation));
        return command;
    }

    /// <returns>The exit code: 0.</returns>
    private static async Task<int> ListAsync(CancellationToken cancellation)
    {
        var settings = LocalSettings.Read(Environment.CurrentDirectory);
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, ContainerNames.Read(settings));
        var (images, total) = await PoisonQueues.Open(settings).PeekAsync(cancellation);
        foreach (var image in images)
        {
            var time = image.InsertedOn?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
            Terminal.WriteLine($"{time}  {image.Container ?? "?"}/{image.Name}: {await StateAsync(image, store, cancellation)}");
        }

        Terminal.WriteLine(total > images.Count
            ? $"{total} messages; the oldest {images.Count} are shown."
            : total == 1 ? "1 message." : $"{total} messages.");
        return 0;
    }

    /// <returns>The exit code: 0 only if every message of this app's images was removed.</returns>
    private static async Task<int> RetryAsync(CancellationToken cancellation)
    {
        var settings = LocalSettings.Read(Environment.CurrentDirectory);
        await using var work = await BlobWork.OpenAsync(settings, atOnce: 1, cancellation);
        var retry = new PoisonRetry(PoisonQueues.Open(settings), work.Processor, work.Store, Terminal.WriteLine);
        return await retry.RunAsync(cancellation) ? 0 : 1;
    }

    /// <summary>The message itself has no reason; what storage shows now is why the image is still open, or is not.</summary>
    private static async Task<string> StateAsync(PoisonedImage image, ImageStore store, CancellationToken cancellation)
    {
        if (image.Container != store.Names.Images)
        {
            return "not an image of this app";
        }

        return (await store.ReadStateAsync(image.Name, cancellation)).State switch
        {
            ResultState.Gone => "the image no longer exists",
            ResultState.Recorded => "has its record by now",
            _ => "has no record; what failed is in the log of the worker at that time, and --retry shows whether it still does",
        };
    }
}
