using System.Buffers.Text;
using System.Net;
using System.Net.Mime;
using System.Security.Cryptography;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Records;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Functions.Requests;

/// <summary>An image as the body of a request. Nothing is stored: the function has no storage.</summary>
public sealed class LocalizeTests(ModelFixture model)
{
    /// <summary>For tests that do not look at what the network says.</summary>
    private static readonly AnalysisOptions Quick = new() { InputSide = 32 };

    [Fact]
    public async Task A_photograph_is_answered_with_its_record()
    {
        await using var server = await StartAsync(new AnalysisOptions());
        var file = Photographs.Read("chelsea");
        using var response = await LocalizeRequest.PostAsync(server.Http, LocalizeRequest.Named(file, "ü cat.png"));
        Assert.Equal((HttpStatusCode.OK, MediaTypeNames.Application.Json), (response.StatusCode, LocalizeRequest.TypeOf(response)));
        var json = await response.Content.ReadAsByteArrayAsync();
        await RecordSchema.AssertValidAsync(json);
        var record = RecordJson.Read(json);
        Assert.Equal("Egyptian cat", record.Predictions![0].Label);
        Assert.Equal((HashOf(file), "ü cat.png"), (record.Source.Uri, record.Source.Name));
        Assert.Equal((null, null, file.Length), (record.Source.Container, record.Source.ETag, record.Source.ContentLength));
        using var overlay = await LocalizeRequest.PostAsync(server.Http, file, accept: MediaTypeNames.Image.Jpeg);
        Assert.Equal(HashOf(await overlay.Content.ReadAsByteArrayAsync()), record.Overlay!.Uri);
        Assert.Equal((null, null), (record.Overlay.ETag, record.Overlay.LastModified));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json, text/plain, */*", "application/json")]
    [InlineData("image/jpeg", "image/jpeg")]
    [InlineData("image/jpeg, */*", "image/jpeg")]
    [InlineData("image/avif,image/webp,image/*,*/*;q=0.8", "image/jpeg")]
    [InlineData("application/json;q=0.4, image/jpeg;q=0.5", "image/jpeg")]
    [InlineData("*/*, application/json;q=0", "image/jpeg")]
    [InlineData("text/html", "application/problem+json")]
    public async Task Accept_chooses_between_record_and_overlay(string? accept, string type)
    {
        await using var server = await StartAsync(Quick);
        using var response = await LocalizeRequest.PostAsync(server.Http, TestImages.Encode(TestImages.Quarters(), ".png"), "", accept);
        Assert.Equal(type, LocalizeRequest.TypeOf(response));
        Assert.Equal(type == "application/problem+json" ? 406 : 200, (int)response.StatusCode);
        if (type == MediaTypeNames.Image.Jpeg)
        {
            using var picture = Image.NewFromBuffer(await response.Content.ReadAsByteArrayAsync());
            Assert.Equal((TestImages.Width, TestImages.Height), (picture.Width, picture.Height));
        }
    }

    [Fact]
    public async Task The_query_asks_for_classes_and_a_map()
    {
        await using var server = await StartAsync(Quick);
        using var response = await LocalizeRequest.PostAsync(
            server.Http, Photographs.Read("chelsea"), "?classes=space%20shuttle,drag%C3%B3n&map=contrast&code=key");
        var record = RecordJson.Read(await response.Content.ReadAsByteArrayAsync());
        var asked = record.Predictions!.Single(entry => entry.Requested);
        Assert.Equal("space shuttle", asked.Label);
        Assert.Equal((asked.Index, MapKind.Contrast), (record.Overlay!.Index, record.Overlay.Map));
        Assert.Contains("dragón", Assert.Single(record.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_at_the_same_time_get_their_own_answers()
    {
        await using var server = await StartAsync(new AnalysisOptions());
        string[] photographs = ["chelsea", "coffee"];
        var responses = await Task.WhenAll(photographs.Select(name => LocalizeRequest.PostAsync(server.Http, Photographs.Read(name))));
        var labels = new List<string>();
        foreach (var response in responses)
        {
            labels.Add(RecordJson.Read(await response.Content.ReadAsByteArrayAsync()).Predictions![0].Label);
            response.Dispose();
        }

        Assert.Equal(["Egyptian cat", "espresso"], labels);
    }

    [Fact]
    public async Task A_request_that_is_aborted_ends()
    {
        await using var server = await StartAsync(Quick);
        using var http = HeldImage.Client(server.Http);
        using var aborting = new CancellationTokenSource();
        using var image = new HeldImage(Photographs.Read("chelsea"));
        var request = image.PostAsync(http, aborting.Token);
        await image.Asked;
        await aborting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await server.Drain.DrainAsync();
        Assert.False(server.Drain.GiveUp.IsCancellationRequested, "It ended by itself, before it had to be given up.");
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_answers_the_request_in_progress()
    {
        await using var server = await StartAsync(Quick);
        using var http = HeldImage.Client(server.Http);
        using var image = new HeldImage(Photographs.Read("chelsea"));
        var request = image.PostAsync(http, TestContext.Current.CancellationToken);
        await image.Asked;
        var drained = server.Drain.DrainAsync();
        Assert.False(drained.IsCompleted, "The request is in progress.");
        image.Release();
        using var response = await request;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await drained;
    }

    [Fact]
    public async Task A_worker_that_is_stopping_refuses_further_requests_which_the_client_can_repeat()
    {
        await using var server = await StartAsync(Quick);
        using var http = HeldImage.Client(server.Http);
        using var image = new HeldImage(Photographs.Read("chelsea"));
        var inProgress = image.PostAsync(http, TestContext.Current.CancellationToken);
        await image.Asked;
        var drained = server.Drain.DrainAsync();
        using var response = await LocalizeRequest.PostAsync(server.Http, Photographs.Read("chelsea"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        image.Release();
        using var answer = await inProgress;
        await drained;
    }

    private static string HashOf(byte[] bytes) => $"ni:///sha-256;{Base64Url.EncodeToString(SHA256.HashData(bytes))}";

    private Task<LocalizeServer> StartAsync(AnalysisOptions options) => LocalizeServer.StartAsync(model.Processor(options));
}
