namespace CamFunctions.Tests.Fixtures;

/// <summary>Connection strings of emulators on other ports than the default ones.</summary>
internal static class EmulatorAddress
{
    /// <summary>The public key of every storage emulator.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string Account = "devstoreaccount1";

    public static string OnPorts(int blobs, int queues) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{blobs}/{Account};QueueEndpoint=http://127.0.0.1:{queues}/{Account};";
}
