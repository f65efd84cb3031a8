using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs.Models;
using CamFunctions.LocalHost.Host;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>Compares the local host's requests to captured requests of the real host.</summary>
public sealed class BlobInvocationTests(AzuriteFixture azurite)
{
    private static readonly BlobFunction LocalizeImage = new("LocalizeImage", "image", "images", "name", "ImageStorage");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_request_is_identical_to_that_of_the_real_host(int number)
    {
        var captured = CapturedRequest.Read(number);
        using var span = number == 3 ? StartSpan(captured.Header("traceparent")) : null;
        using var listener = new RecordingListener();
        using var http = new HttpClient();
        IInvocation invocation = RequestOf(captured);
        using var message = invocation.ToHttp(listener.Address);

        var recording = listener.RecordAsync();
        using var response = await http.SendAsync(message);
        var (head, chunks) = await recording;

        Assert.Equal(WithoutPortAndSpan(captured.Head), WithoutPortAndSpan(head));
        Assert.Equal(captured.Body, Encoding.UTF8.GetString([.. chunks.SelectMany(chunk => chunk)]));
        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(1024, chunk.Length));
        Assert.InRange(chunks[^1].Length, 1, 1024);
    }

    [Fact]
    public async Task A_blob_in_storage_results_in_the_same_request_as_from_the_real_host()
    {
        var captured = CapturedRequest.Read(1);
        var store = await azurite.NewStoreAsync();
        var name = captured.Json.GetProperty("Metadata").GetProperty("name").GetString()!;
        var blob = store.Images.GetBlobClient(JsonSerializer.Deserialize<string>(name)!);
        await blob.UploadAsync(BinaryData.FromString("content"), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "image/png" },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["uploader"] = "anna" },
        });

        var asked = RequestOf(captured);
        var request = asked with { BlobName = blob.Name, BlobUri = blob.Uri, Properties = await blob.GetPropertiesAsync() };
        var container = store.Images.Uri.AbsoluteUri;
        var body = request.Body.Replace(container, "http://127.0.0.1:10000/devstoreaccount1/images", StringComparison.Ordinal);
        Assert.Equal(WithoutVersion(captured.Body), WithoutVersion(body));
    }

    [Fact]
    public void Text_is_escaped_as_in_the_library_of_the_real_host()
    {
        var text = string.Concat(Enumerable.Range(0, 0xD800).Select(code => (char)code)) + "\uE000\uFEFF\uFFFD\U0001F408";
        Assert.Equal(Newtonsoft.Json.JsonConvert.SerializeObject(text), HostJson.Text(text));
        Assert.Equal("null", HostJson.Text(null));
    }

    [Theory]
    [InlineData(638000000000000000)]
    [InlineData(638000000001234500)]
    [InlineData(638000000001234567)]
    public void Dates_are_formatted_as_in_the_library_of_the_real_host(long ticks)
    {
        var date = new DateTime(ticks, DateTimeKind.Utc);
        Assert.Equal(Newtonsoft.Json.JsonConvert.SerializeObject(date), HostJson.Date(date));
        Assert.Equal(Newtonsoft.Json.JsonConvert.SerializeObject(new DateTimeOffset(date)), HostJson.Date(new DateTimeOffset(date)));
    }

    /// <summary>The input of the real host for a captured request.</summary>
    private static BlobInvocation RequestOf(CapturedRequest captured)
    {
        var metadata = captured.Json.GetProperty("Metadata");
        var sys = metadata.GetProperty("sys");
        return new BlobInvocation(
            LocalizeImage,
            JsonSerializer.Deserialize<string>(metadata.GetProperty("name").GetString()!)!,
            new Uri(JsonSerializer.Deserialize<string>(metadata.GetProperty("Uri").GetString()!)!),
            PropertiesOf(metadata.GetProperty("Properties")),
            Guid.Parse(captured.Header("X-Azure-Functions-InvocationId")),
            DateTime.Parse(sys.GetProperty("UtcNow").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            Guid.Parse(sys.GetProperty("RandGuid").GetString()!));
    }

    private static BlobProperties PropertiesOf(JsonElement json) => BlobsModelFactory.BlobProperties(
        lastModified: json.GetProperty("LastModified").GetDateTimeOffset(),
        createdOn: json.GetProperty("CreatedOn").GetDateTimeOffset(),
        accessTierChangedOn: json.GetProperty("AccessTierChangedOn").GetDateTimeOffset(),
        metadata: json.GetProperty("Metadata").Deserialize<Dictionary<string, string>>(),
        blobType: BlobType.Block,
        leaseState: LeaseState.Available,
        leaseStatus: LeaseStatus.Unlocked,
        contentLength: json.GetProperty("ContentLength").GetInt64(),
        contentType: json.GetProperty("ContentType").GetString(),
        contentHash: json.GetProperty("ContentHash").GetBytesFromBase64(),
        acceptRanges: "bytes",
        isServerEncrypted: true,
        accessTier: "Hot",
        accessTierInferred: true,
        immutabilityPolicy: new BlobImmutabilityPolicy());

    /// <summary>A span of the trace that the captured request belongs to.</summary>
    private static Activity StartSpan(string traceParent) => new Activity("test").SetParentId(
        ActivityTraceId.CreateFromString(traceParent.AsSpan(3, 32)),
        ActivitySpanId.CreateFromString(traceParent.AsSpan(36, 16))).Start();

    private static string WithoutPortAndSpan(string head) =>
        Without(head, "(?<=127.0.0.1:)[0-9]+|(?<=traceparent: 00-[0-9a-f]{32}-)[0-9a-f]{16}");

    private static string WithoutVersion(string body) =>
        Without(body, "(?<=\"(LastModified|CreatedOn|AccessTierChangedOn|ContentLength|ContentHash)\":)\"?[^,\"]+\"?");

    private static string Without(string text, string pattern) =>
        Regex.Replace(text, pattern, "*", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
