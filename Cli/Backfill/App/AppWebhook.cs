using System.Net;
using System.Net.Http.Json;
using CamFunctions.Cli.Backfill.Listing;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>
/// The app's webhook for blobs, to which Event Grid delivers its events. Waits while the app can't be reached or is overloaded. The key is
/// part of the address, so no message contains the address.
/// </summary>
/// <param name="app">The app's address.</param>
/// <param name="key">The app's system key <c>blobs_extension</c>; <see langword="null"/> on this machine if none is set.</param>
/// <param name="limit">How long to go on trying.</param>
/// <param name="time">The clock.</param>
/// <param name="writeLine">Gets one line each time that the app does not take events.</param>
internal sealed class AppWebhook(Uri app, string? key, TimeSpan limit, TimeProvider time, Action<string> writeLine) : IDisposable
{
    private const string Function = "Host.Functions.LocalizeImage";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaximumPause = TimeSpan.FromSeconds(30);

    /// <summary>Redirects are not followed, so that no other server gets the key.</summary>
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private readonly Uri address = new(
        app,
        $"/runtime/webhooks/blobs?functionName={Function}{(key is null ? string.Empty : $"&code={Uri.EscapeDataString(key)}")}");

    /// <summary>Returns when the app has queued the events.</summary>
    /// <exception cref="BackfillException">The app refuses them, or has not taken them for longer than the limit.</exception>
    public async Task PostAsync(IReadOnlyList<BlobCreatedEvent> events, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var (reason, retryAfter) = await TryAsync(events, cancellation);
            if (reason is null)
            {
                return;
            }

            var pause = Pause(attempt, retryAfter);
            if (time.GetElapsedTime(start) + pause >= limit)
            {
                throw new BackfillException(
                    $"{app.Authority} has taken no events for {limit.TotalMinutes:0.#} minutes: {reason}. Look into its log, and run the " +
                    "same command again to continue.");
            }

            if (attempt == 0)
            {
                writeLine($"{app.Authority} does not take events, still trying: {reason}.");
            }

            await Task.Delay(pause, time, cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    /// <returns>Why another try is needed; <see langword="null"/> if it is not.</returns>
    private async Task<(string? Reason, TimeSpan? RetryAfter)> TryAsync(
        IReadOnlyList<BlobCreatedEvent> events,
        CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = JsonContent.Create(events, AppBackfillJsonContext.Default.IReadOnlyListBlobCreatedEvent),
                Headers = { { "aeg-event-type", "Notification" } },
            };
            using var response = await http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode ? (null, null)
                : IsTransient(response.StatusCode) ? ($"it answers {(int)response.StatusCode}", RetryAfter(response))
                : throw new BackfillException(Refusal(response.StatusCode));
        }
        catch (HttpRequestException exception)
        {
            return (exception.Message.TrimEnd('.'), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ($"it did not answer within {http.Timeout.TotalSeconds:0} seconds", null);
        }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - time.GetUtcNow());

    /// <summary>Doubles with each try, or is what the app asks for.</summary>
    private static TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var exponential = FirstPause * Math.Pow(2, Math.Min(attempt, 10));
        var bounded = exponential < MaximumPause ? exponential : MaximumPause;
        return asked > bounded ? asked.Value : bounded;
    }

    private string Refusal(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized =>
            $"{app.Authority} does not accept the key (401). Set {AppKey.Setting} to its system key blobs_extension, or leave it out " +
            "and run 'az login', so that the key is asked for.",
        HttpStatusCode.Forbidden =>
            $"{app.Authority} refuses this machine (403): it is stopped, or its access restrictions or its network do not let this " +
            "machine in. Start it, or run the command from where it can be reached.",
        HttpStatusCode.NotFound =>
            $"{app.Authority} has no webhook for blobs (404). Check the address, and that the app is deployed and has started.",
        _ => $"{app.Authority} does not take events: it answers {(int)status}. Check the address, and look into the app's log.",
    };
}
