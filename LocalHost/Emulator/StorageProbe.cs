namespace CamFunctions.LocalHost.Emulator;

/// <summary>Asks whether storage answers at an address, without credentials: even a refusal tells who refuses.</summary>
internal static class StorageProbe
{
    private const string StorageHeader = "x-ms-request-id";

    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<StorageAnswer> AskAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var response = await Client.GetAsync(new Uri(address, "?comp=list"), cancellation);
            return response.Headers.Contains(StorageHeader) ? StorageAnswer.Storage : StorageAnswer.SomebodyElse;
        }
        catch (HttpRequestException fault)
        {
            // What accepts a connection and then does not speak HTTP is somebody, too.
            return fault.HttpRequestError == HttpRequestError.ConnectionError ? StorageAnswer.Nobody : StorageAnswer.SomebodyElse;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return StorageAnswer.SomebodyElse;
        }
    }
}
