using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Imaging;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions;

/// <summary>The function with the blob trigger, with Azurite and the real network.</summary>
public sealed class LocalizeImageTests(ModelFixture model, AzuriteFixture azurite)
{
    [Fact]
    public async Task A_photograph_becomes_an_overlay_and_a_record()
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        await store.UploadAsync("in/cat.png", Photographs.Read("chelsea"));

        var line = await functions.LocalizeAsync("in/cat.png");

        Assert.StartsWith("in/cat.png: Egyptian cat", line, StringComparison.Ordinal);
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
        var functions = new CalledFunctions(model.Processor(), store);
        await store.Images.GetBlobClient("cat.png").UploadAsync(
            BinaryData.FromBytes(Photographs.Read("chelsea")),
            new BlobUploadOptions
            {
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["CamClasses"] = "space%20shuttle,drag%C3%B3n" },
            });
        await functions.LocalizeAsync("cat.png");
        var record = await store.ReadRecordAsync("cat.png");
        Assert.Equal("space shuttle", record.Predictions!.Single(entry => entry.Requested).Label);
        Assert.Contains("dragón", Assert.Single(record.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_escape_sequence_in_a_name_is_written_out_in_the_line_for_the_hosts_log()
    {
        const string Name = "\u001b[2J\nforged.png";
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        var line = await functions.LocalizeAsync(Name);
        Assert.StartsWith(@"\u001B[2J\u000Aforged.png is gone", line, StringComparison.Ordinal);
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
        var functions = new CalledFunctions(model.Processor(), store);
        await store.UploadAsync(name, TestImages.Encode(TestImages.Quarters(), ".jpg"));
        await functions.LocalizeAsync(name);
        Assert.Equal(name, (await store.ReadRecordAsync(name)).Source.Name);
        Assert.True(await store.HasOverlayAsync(name));
    }

    [Fact]
    public async Task A_deleted_blob_is_acknowledged()
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        Assert.StartsWith("gone.png is gone", await functions.LocalizeAsync("gone.png"), StringComparison.Ordinal);
        Assert.False(await store.HasRecordAsync("gone.png"));
    }

    [Fact]
    public async Task An_output_is_never_processed_as_an_image()
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        // An image of the same name, which would get a record if only the blob's name were looked at.
        await store.UploadAsync("cat.png.cam.jpg", Photographs.Read("china"));
        var overlay = store.Overlays.GetBlobClient("cat.png.cam.jpg");
        await overlay.UploadAsync(BinaryData.FromBytes(Photographs.Read("china")));
        Assert.Contains("is not in the container", await functions.LocalizeAsync(overlay), StringComparison.Ordinal);
        Assert.False(await store.HasRecordAsync("cat.png.cam.jpg"));
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(5000, "corrupt")]
    public async Task A_bad_image_becomes_an_error_record_and_success(int length, string code)
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        await store.UploadAsync("bad.jpg", Photographs.Read("china")[..length]);
        await functions.LocalizeAsync("bad.jpg");
        Assert.Equal(code, (await store.ReadRecordAsync("bad.jpg")).Error!.Code.ToString(), ignoreCase: true);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_before_it_is_downloaded()
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(limits: new ImageLimits(MaxBytes: 1000)), store);
        await store.UploadAsync("large.jpg", new byte[1001]);
        await functions.LocalizeAsync("large.jpg");
        var record = await store.ReadRecordAsync("large.jpg");
        Assert.Equal(ImageErrorCode.TooLarge, record.Error!.Code);
        Assert.Null(record.Processing.Stages.Download);
    }

    [Fact]
    public async Task Unreachable_storage_fails_the_invocation_so_that_it_is_retried()
    {
        var settings = TestSettings.Of(("ImageStorage", EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take())));
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, new ContainerNames("images", "overlays", "predictions"));
        var functions = new CalledFunctions(model.Processor(), store);
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => functions.LocalizeAsync("cat.png"));
        Assert.True(StorageError.Is(exception), exception.ToString());
    }

    [Fact]
    public async Task Result_containers_that_are_missing_are_created()
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await store.Overlays.DeleteAsync();
        await store.Predictions.DeleteAsync();
        await functions.LocalizeAsync("cat.png");
        await store.AssertLocalizedAsync("cat.png", "Egyptian cat");
    }

    [Fact]
    public async Task An_image_whose_container_is_gone_is_acknowledged()
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(model.Processor(), store);
        await store.Images.DeleteAsync();
        await functions.LocalizeAsync("cat.png");
    }
}
