using System.Text;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation;

namespace CamFunctions.Fuzz.Targets;

/// <summary>A <c>local.settings.json</c>, and everything that reads its values.</summary>
internal sealed class SettingsTarget : IFuzzTarget
{
    public string Name => "settings";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.UTF8.GetBytes(
            """
            { "IsEncrypted": false, "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true", "FUNCTIONS_WORKER_RUNTIME": "custom",
              "ImageStorage": "UseDevelopmentStorage=true", "ImagesContainer": "images", "OverlaysContainer": "overlays",
              "PredictionsContainer": "predictions", "DeadLettersContainer": "deadletters", "Geometry": "whole", "InputSide": "320",
              "Top": "5", "Classes": "tabby, 285", "OverlayClass": "requested", "Map": "contrast", "ColorMap": "turbo",
              "OverlaySide": 1600, "MaxBytes": "67108864", "MaxPixels": "50000000", "MaxSeconds": "60", "MemoryMegabytes": 512,
              "Precision": "int8", "InferenceThreads": "0", "ModelPath": "my-cam.onnx", "StorageWaitSeconds": "840" } }
            """),
        Encoding.UTF8.GetBytes(
            """
            // A comment.
            { "Values": { "ImageStorage__blobServiceUri": "https://account.blob.core.windows.net", "ImageStorage__credential":
              "managedidentity", "ImageStorage__clientId": "00000000-0000-0000-0000-000000000000",
              "ImageStorage__queueServiceUri": "https://account.queue.core.windows.net", }, }
            """),
        Encoding.UTF8.GetBytes(
            """{ "Values": { "ImageStorage__accountName": "account", "ImageStorage:credential": "managedidentity" } }"""),
        Encoding.UTF8.GetBytes(
            """
            { "Values": { "ImageStorage": "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=YQ==;EndpointSuffix=core.windows.net",
              "AzureWebJobsStorage": "BlobEndpoint=http://127.0.0.1:1/a;AccountName=a;AccountKey=YQ==" } }
            """),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"Values\"", "\"IsEncrypted\"", "true", "null", "\\ud800", "\\u0000", "\"ImageStorage\"", "\"ImageStorage__accountName\"",
        "__blobServiceUri",
        "AccountName=", "AccountKey=", "BlobEndpoint=", "SharedAccessSignature=", "UseDevelopmentStorage=true",
        "DevelopmentStorageProxyUri=",
        "EndpointSuffix=", ";", "=", "http://", "https://", "9223372036854775807", "-1", "1e9", " ", "/", "..", "//", "/*", "*/",
    ];

    public byte[] Restructure(byte[] input, Random random) => JsonMutation.Change(input, random);

    public void Run(byte[] input)
    {
        try
        {
            var settings = new Settings(LocalSettings.Values(input, LocalSettings.FileName));
            Try(() => ProcessorSettings.Read(settings));
            Try(() => ContainerNames.Read(settings));
            Try(() => ContainerNames.ReadDeadLetters(settings));
            Try(() => OutageBridge.ReadLimit(settings));
            Try(() => StorageConnection.Read(settings));
            Try(() => StorageConnection.Read(settings, StorageConnection.HostName));
        }
        catch (InvalidSettingException)
        {
            // Refused as documented.
        }
    }

    private static void Try(Func<object> read)
    {
        try
        {
            read();
        }
        catch (InvalidSettingException)
        {
            // Refused as documented.
        }
    }
}
