namespace CamFunctions.Workstation.Emulator;

/// <summary>Checks whether storage answers at an address. Needs no credentials, because a refusal identifies storage too.</summary>
internal static class StorageProbe
{
    private const string StorageHeader = "x-ms-request-id";

    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<StorageAnswer> ProbeAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var response = await Client.GetAsync(new Uri(address, "?comp=list"), cancellation);
            return response.Headers.Contains(StorageHeader) ? StorageAnswer.Storage : StorageAnswer.Other;
        }
        catch (HttpRequestException exception)
        {
            // A program that accepts connections but does not speak HTTP occupies the port, too.
            return exception.HttpRequestError == HttpRequestError.ConnectionError ? StorageAnswer.None : StorageAnswer.Other;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return StorageAnswer.Other;
        }
    }
}
