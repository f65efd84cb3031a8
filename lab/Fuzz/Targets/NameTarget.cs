using System.Text;
using Azure.Storage.Blobs;
using CamFunctions.Cli.Poison;
using CamFunctions.Functions.Requests;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Folders;
using Microsoft.AspNetCore.Http;

namespace CamFunctions.Fuzz.Targets;

/// <summary>Names of images: as blobs, as files, in addresses, in the headers of requests and in messages of the poison queue.</summary>
internal sealed class NameTarget : IFuzzTarget
{
    private static readonly ImageStore Store =
        new(new BlobServiceClient(StorageConnection.Emulator), new ContainerNames("images", "overlays", "predictions"));

    private static readonly ResultFolder Results = new("results");

    public string Name => "name";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "sub/dir/ümlaut \"blank\"+%20#.png", "http://127.0.0.1:10000/devstoreaccount1/images/a/b%20c.png?sv=1#f",
            "日本/語 🐈.jpg",
            "https://account.blob.core.windows.net/images/a//b/./../c.png",
            "attachment; filename=\"a.png\"; filename*=UTF-8''%e2%82%ac.png",
            """{"Type":"BlobTrigger","ContainerName":"images","BlobName":"a/b.png","ETag":"\"0x1\""}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "..", "../", "/", "//", "\\", "%2F", "%2e%2e", "%00", "%", "\0", "\r\n", "\x1B[", "?", "#", "@", ":", "http://", "https://",
        "file:///etc", "[::1]",
        "\xED\xA0\x80", "\xF0\x9F\x98\x80", "filename=", "filename*=UTF-8''", "\"", ";", "null", "{", "}", "BlobName", "ContainerName",
    ];

    public void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        AsAddress(text);
        AsName(text);
        AsHeader(text);
        PoisonedImage.Read(queue: null!, "1", popReceipt: null, insertedOn: null, new BinaryData(input));
    }

    private static void AsAddress(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            var address = new BlobUriBuilder(uri);
            if (address.BlobContainerName == Store.Names.Images && address.BlobName.Length > 0)
            {
                AsName(address.BlobName);
            }
        }
    }

    /// <summary>The name must come back from its address: otherwise the results would be those of another image.</summary>
    private static void AsName(string name)
    {
        if (name.Length == 0)
        {
            return;
        }

        var address = Store.AddressOf(name);
        if (address.BlobName != name)
        {
            throw new UnexpectedResultException("An address has another name than it was made of.");
        }

        if (Store.IsImage(address))
        {
            AssertLeadsTo(Store.Images, name);
            AssertLeadsTo(Store.Predictions, ResultNames.Record(name));
            AssertLeadsTo(Store.Overlays, ResultNames.Overlay(name));
        }

        if (!name.Contains('\0', StringComparison.Ordinal))
        {
            _ = Results.RecordPath(name);
        }
    }

    private static void AssertLeadsTo(BlobContainerClient container, string name)
    {
        var blob = container.GetBlobClient(name);
        if (blob.BlobContainerName != container.Name || blob.Name != name)
        {
            throw new UnexpectedResultException("A name leads to another blob.");
        }
    }

    private static void AsHeader(string text)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.ContentDisposition = text;
        request.Headers.Accept = text;
        if (RequestFileName.Of(request).Length == 0)
        {
            throw new UnexpectedResultException("A request has a file name of no characters.");
        }

        try
        {
            ResponseForm.Choose(request);
        }
        catch (RefusedRequestException)
        {
            // Refused as documented.
        }
    }
}
