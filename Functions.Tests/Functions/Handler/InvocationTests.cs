using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Analysis;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Handler;

/// <summary>The handler over HTTP, with Azurite and the real network.</summary>
public sealed class InvocationTests(ModelFixture model, AzuriteFixture azurite)
{
    [Fact]
    public async Task A_photograph_becomes_an_overlay_and_a_record()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.UploadAsync("in/cat.png", Photographs.Read("chelsea"));

        var (status, answer) = await handler.InvokeAsync(store.Images.GetBlobClient("in/cat.png").Uri);

        Assert.Equal(200, status);
        Assert.Equal("{}", answer.GetProperty("Outputs").GetRawText());
        Assert.Equal("null", answer.GetProperty("ReturnValue").GetRawText());
        Assert.Contains("Egyptian cat", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        await store.AssertLocalizedAsync("in/cat.png", "Egyptian cat");
        var record = await store.ReadRecordAsync("in/cat.png");
        Assert.Equal(
            (store.Names.Images, "in/cat.png", ImageFormat.Png),
            (record.Source.Container, record.Source.Name, record.Source.Format!.Value));
        Assert.All([record.Processing.Stages.Download, record.Processing.Stages.Upload], stage => Assert.NotNull(stage));
    }

    [Fact]
    public async Task Metadata_of_the_blob_ask_for_classes()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.Images.GetBlobClient("cat.png").UploadAsync(
            BinaryData.FromBytes(Photographs.Read("chelsea")),
            new BlobUploadOptions
            {
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["CamClasses"] = "space%20shuttle,drag%C3%B3n" },
            });
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient("cat.png").Uri)).Status);
        var record = await store.ReadRecordAsync("cat.png");
        Assert.Equal("space shuttle", record.Predictions!.Single(entry => entry.Requested).Label);
        Assert.Contains("dragón", Assert.Single(record.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_may_be_encoded_only_once()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.UploadAsync("cup.png", Photographs.Read("coffee"));
        Assert.Equal(200, (await handler.PostAsync(HostInvocation.OnceEncoded(store.Images.GetBlobClient("cup.png").Uri))).Status);
        await store.AssertLocalizedAsync("cup.png", "espresso");
    }

    [Fact]
    public async Task Content_in_the_request_is_not_used()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.UploadAsync("cup.png", Photographs.Read("coffee"));
        var astronaut = Convert.ToBase64String(Photographs.Read("astronaut"));
        Assert.Equal(200, (await handler.PostAsync(HostInvocation.For(store.Images.GetBlobClient("cup.png").Uri, astronaut))).Status);
        await store.AssertLocalizedAsync("cup.png", "espresso");
    }

    [Fact]
    public async Task An_escape_sequence_in_a_name_is_written_out_in_the_line_for_the_hosts_log()
    {
        const string Name = "\u001b[2J\nforged.png";
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        var (status, answer) = await handler.InvokeAsync(store.Images.GetBlobClient(Name).Uri);
        Assert.Equal(200, status);
        Assert.StartsWith(@"\u001B[2J\u000Aforged.png is gone", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain.jpg")]
    [InlineData("a folder/and another/a cat.png")]
    [InlineData("ün câfé ☕ 猫.png")]
    [InlineData("100%25 #1 a+b&c=d;e@f~g.png")]
    [InlineData("quotes ' and \" and <script>alert(1)</script>.png")]
    [InlineData("emoji 🐈‍⬛.png")]
    [InlineData("no ending")]
    [InlineData("wrong ending.txt")]
    public async Task Any_blob_name_works(string name)
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.UploadAsync(name, TestImages.Encode(TestImages.Quarters(), ".jpg"));
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient(name).Uri)).Status);
        Assert.Equal(name, (await store.ReadRecordAsync(name)).Source.Name);
        Assert.True(await store.HasOverlayAsync(name));
    }

    [Theory]
    [InlineData("", "not the JSON")]
    [InlineData("hello", "not the JSON")]
    [InlineData("[]", "not the JSON")]
    [InlineData("{}", "Metadata.Uri")]
    [InlineData("null", "Metadata.Uri")]
    [InlineData("""{"Data":{},"Metadata":{"name":"\"x\""}}""", "Metadata.Uri")]
    [InlineData("""{"Metadata":{"Uri":"\"not an address\""}}""", "Metadata.Uri")]
    [InlineData("""{"Metadata":{"Uri":5}}""", "not the JSON")]
    public async Task An_unreadable_invocation_fails_with_a_message(string body, string words)
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        var (status, answer) = await handler.PostAsync(body);
        Assert.Equal(400, status);
        Assert.Contains(words, answer.GetProperty("Error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_blob_is_acknowledged()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient("gone.png").Uri)).Status);
        Assert.False(await store.HasRecordAsync("gone.png"));
    }

    [Fact]
    public async Task An_output_is_never_processed_as_an_image()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        // An image of the same name, which would get a record if only the blob's name were looked at.
        await store.UploadAsync("cat.png.cam.jpg", Photographs.Read("china"));
        var overlay = store.Overlays.GetBlobClient("cat.png.cam.jpg");
        await overlay.UploadAsync(BinaryData.FromBytes(Photographs.Read("china")));
        var (status, answer) = await handler.InvokeAsync(overlay.Uri);
        Assert.Equal(200, status);
        Assert.Contains("is not in the container", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        Assert.False(await store.HasRecordAsync("cat.png.cam.jpg"));
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(5000, "corrupt")]
    public async Task A_bad_image_becomes_an_error_record_and_success(int length, string code)
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.UploadAsync("bad.jpg", Photographs.Read("china")[..length]);
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient("bad.jpg").Uri)).Status);
        Assert.Equal(code, (await store.ReadRecordAsync("bad.jpg")).Error!.Code.ToString(), ignoreCase: true);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_before_it_is_downloaded()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(new AnalysisOptions { MaxBytes = 1000 }), store);
        await store.UploadAsync("large.jpg", new byte[1001]);
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient("large.jpg").Uri)).Status);
        var record = await store.ReadRecordAsync("large.jpg");
        Assert.Equal(ImageErrorCode.TooLarge, record.Error!.Code);
        Assert.Null(record.Processing.Stages.Download);
    }

    [Fact]
    public async Task Unreachable_storage_fails_the_invocation_so_that_it_is_retried()
    {
        var settings = AzuriteFixture.SettingsOf(("ImageStorage", EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take())));
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, new ContainerNames("images", "overlays", "predictions"));
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        var (status, answer) = await handler.InvokeAsync(store.Images.GetBlobClient("cat.png").Uri);
        Assert.Equal(500, status);
        Assert.NotEmpty(answer.GetProperty("Error").GetString()!);
    }

    [Fact]
    public async Task Result_containers_that_are_missing_are_created()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await store.Overlays.DeleteAsync();
        await store.Predictions.DeleteAsync();
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient("cat.png").Uri)).Status);
        await store.AssertLocalizedAsync("cat.png", "Egyptian cat");
    }

    [Fact]
    public async Task An_image_whose_container_is_gone_is_acknowledged()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        await store.Images.DeleteAsync();
        Assert.Equal(200, (await handler.InvokeAsync(store.Images.GetBlobClient("cat.png").Uri)).Status);
    }

    [Fact]
    public async Task Probe_and_unknown_paths_are_answered_with_json()
    {
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(model.Processor(), store);
        using var probe = await handler.Http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(200, (await RunningHandler.ReadAsync(probe)).Status);
        using var unknown = await handler.Http.PostAsync(new Uri("/Localise", UriKind.Relative), content: null);
        var (status, answer) = await RunningHandler.ReadAsync(unknown);
        Assert.Equal(404, status);
        Assert.Contains("/Localise", answer.GetProperty("Error").GetString(), StringComparison.Ordinal);
    }
}
