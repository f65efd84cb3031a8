using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Cli.Localize;

public sealed class LocalizeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Samples_are_recognised_and_results_are_named_as_in_the_containers()
    {
        await using var program = await RunAsync(Photographs.Folder);
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("chelsea.png: Egyptian cat", program.Output, StringComparison.Ordinal);
        Assert.Contains("coffee.png: espresso", program.Output, StringComparison.Ordinal);
        Assert.Contains("camera.png: tripod", program.Output, StringComparison.Ordinal);
        Assert.Equal(7, Directory.GetFiles(folder.File("out", "overlays"), "*.cam.jpg").Length);
        foreach (var record in Directory.GetFiles(folder.File("out", "predictions")))
        {
            await RecordSchema.AssertValidAsync(await File.ReadAllBytesAsync(record));
        }
    }

    [Fact]
    public async Task The_folder_structure_is_kept_and_bad_files_do_not_stop_the_others()
    {
        Directory.CreateDirectory(folder.File("in", "deep", "er"));
        File.Copy(Photographs.PathOf("coffee"), folder.File("in", "deep", "er", "ä cup.png"));
        File.Copy(Photographs.PathOf("chelsea"), folder.File("in", "photo without ending"));
        await File.WriteAllBytesAsync(folder.File("in", "empty.jpg"), []);
        await File.WriteAllBytesAsync(folder.File("in", "vast.png"), TestImages.PngDeclaring(20_000, 10_000));
        await File.WriteAllTextAsync(folder.File("in", "notes.md"), "no image, and nobody's error");

        await using var program = await RunAsync(folder.File("in"));

        Assert.Equal(1, program.ExitCode);
        Assert.Null(Read("deep/er/ä cup.png").Error);
        Assert.Null(Read("photo without ending").Error);
        Assert.Equal(ImageErrorCode.Empty, Read("empty.jpg").Error!.Code);
        Assert.Equal(ImageErrorCode.TooManyPixels, Read("vast.png").Error!.Code);
        Assert.False(File.Exists(folder.File("out", "predictions", "notes.md.json")));
        Assert.True(File.Exists(folder.File("out", "overlays", "deep", "er", "ä cup.png.cam.jpg")));
        Assert.False(File.Exists(folder.File("out", "overlays", "empty.jpg.cam.jpg")));
    }

    [Fact]
    public async Task Maps_are_written_as_numbers_on_request_and_those_of_an_earlier_run_go()
    {
        var stale = folder.File("out", "maps", "camera.png", "1-castle.cam.png");
        Directory.CreateDirectory(Path.GetDirectoryName(stale)!);
        await File.WriteAllTextAsync(stale, "of an earlier run");
        await using var program = await RunAsync(Photographs.PathOf("camera"), "--npy", "--png", "--top", "2", "--map", "contrast");
        Assert.Equal(0, program.ExitCode);
        Assert.Equal(MapKind.Contrast, Read("camera.png").Overlay!.Map);
        string[] forms = ["cam.grid.npy", "cam.image.npy", "cam.png", "contrast.grid.npy", "contrast.image.npy", "contrast.png"];
        var classes = Read("camera.png").Predictions!.Select(entry => $"{entry.Rank}-{entry.Label}");
        Assert.Equal(
            classes.SelectMany(name => forms.Select(form => $"{name}.{form}")).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.GetDirectoryName(stale)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_bad_file_alone_gets_a_record_in_a_folder_that_did_not_exist()
    {
        await File.WriteAllBytesAsync(folder.File("bad.jpg"), [0xFF, 0xD8, 0xFF]);
        await using var program = await RunAsync(folder.File("bad.jpg"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("bad.jpg: refused: The JPEG file is damaged", program.Output, StringComparison.Ordinal);
        Assert.Equal(ImageErrorCode.Corrupt, Read("bad.jpg").Error!.Code);
    }

    [Fact]
    public async Task Every_file_in_a_mixed_folder_gets_a_record_even_if_the_first_is_bad()
    {
        var names = StrangeNames().ToArray();
        foreach (var (index, name) in names.Index())
        {
            var path = folder.File(["in", .. name.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] content = (index % 4) switch
            {
                0 => [0xFF, 0xD8, 0xFF],
                1 => TestImages.Encode(TestImages.Quarters(), ".png"),
                2 => [],
                _ => "plain text"u8.ToArray(),
            };
            await File.WriteAllBytesAsync(path, content);
        }

        Directory.CreateSymbolicLink(folder.File("in", "loop"), folder.File("in"));
        await using var program = await RunAsync(folder.File("in"));
        Assert.Equal(1, program.ExitCode);
        Assert.Equal(names.Length, Directory.GetFiles(folder.File("out", "predictions"), "*.json", SearchOption.AllDirectories).Length);
        Assert.All(names, name => Assert.Equal(name, Read(name).Source.Name));
        Assert.Empty(Directory.GetFiles(folder.File("out"), "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_whose_results_cannot_be_written_does_not_stop_the_others()
    {
        Directory.CreateDirectory(folder.File("out", "predictions", "a.png.json"));
        File.Copy(Photographs.PathOf("coffee"), folder.File("a.png"));
        File.Copy(Photographs.PathOf("coffee"), folder.File("b.png"));
        await using var program = await RunAsync(folder.File("a.png"), folder.File("b.png"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("a.png: failed: ", program.Errors, StringComparison.Ordinal);
        Assert.Null(Read("b.png").Error);
    }

    [Fact]
    public async Task Results_are_in_the_order_of_the_files_however_long_each_takes()
    {
        using (var large = TestImages.Quarters(6000, 4000))
        {
            await File.WriteAllBytesAsync(folder.File("a.png"), TestImages.Encode(large, ".png"));
            await File.WriteAllBytesAsync(folder.File("d.png"), TestImages.Encode(large, ".png"));
        }

        await File.WriteAllBytesAsync(folder.File("b.png"), [1, 2, 3]);
        foreach (var name in new[] { "c", "e", "f" })
        {
            await WriteSmallImageAsync($"{name}.png");
        }

        await using var program = await RunAsync(folder.Path);
        Assert.Equal(1, program.ExitCode);
        var names = program.Output.Split('\n').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);
        Assert.Equal(["a.png", "b.png", "c.png", "d.png", "e.png", "f.png"], names, StringComparer.Ordinal);
        Assert.Contains("b.png: refused: ", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_20_failures_in_a_row_the_rest_is_not_tried()
    {
        var names = Enumerable.Range(100, 60).Select(number => $"{number}.png").ToArray();
        foreach (var (index, name) in names.Index())
        {
            await WriteSmallImageAsync(Path.Combine("in", name));
            // The 20th file can be written, so the first 19 failures are not enough.
            if (index != 19)
            {
                Directory.CreateDirectory(folder.File("out", "predictions", $"{name}.json"));
            }
        }

        await using var program = await RunAsync(folder.File("in"));
        Assert.Equal(1, program.ExitCode);
        var failures = program.Errors.Split('\n').Where(line => line.Contains(": failed: ", StringComparison.Ordinal));
        Assert.Equal(
            [.. names[..19], .. names[20..40]],
            failures.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]),
            StringComparer.Ordinal);
        Assert.Contains("20 files in a row have failed, the last with: ", program.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out", "overlays", $"{names[^1]}.cam.jpg")));
    }

    [Fact]
    public async Task Ctrl_C_stops_within_the_images_in_progress_and_leaves_nothing_half_made()
    {
        await using var program = await StartInTheMiddleAsync();
        program.Interrupt();
        await program.ExitedAsync();

        Assert.Equal(1, program.ExitCode);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
        var records = Directory.GetFiles(folder.File("out", "predictions"));
        Assert.InRange(records.Length, 6, 299);
        Assert.All(records, path =>
        {
            var record = RecordJson.Read(File.ReadAllBytes(path));
            using var overlay = Image.NewFromFile(new Uri(record.Overlay!.Uri).LocalPath, failOn: Enums.FailOn.Warning);
            overlay.Avg();
        });
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task It_loads_neither_ASP_NET_Core_nor_the_local_host()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists the files that a process has mapped.");
        await using var program = await StartInTheMiddleAsync();
        var files = await File.ReadAllTextAsync($"/proc/{program.Id}/maps");
        Assert.Contains("CamFunctions.Shared.dll", files, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.AspNetCore", files, StringComparison.Ordinal);
        Assert.DoesNotContain("CamFunctions.LocalHost.dll", files, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_written_to_standard_output_with_the_given_options()
    {
        await using var program = await RunAsync(
            Photographs.PathOf("china"), "--records", "--geometry", "crop", "--top", "3", "--color-map", "viridis");
        Assert.Equal(0, program.ExitCode);
        var record = RecordJson.Read(System.Text.Encoding.UTF8.GetBytes(Assert.Single(program.Output.Split('\n'))));
        Assert.Equal((Geometry.Crop, 224, 224), (record.Model!.Geometry, record.Model.InputWidth, record.Model.InputHeight));
        Assert.Equal(3, record.Predictions!.Count);
        Assert.Equal(ColorMap.Viridis, record.Overlay!.ColorMap);
        Assert.True(File.Exists(new Uri(record.Overlay.Uri).LocalPath));
    }

    [Fact]
    public async Task Results_in_an_input_folder_are_not_processed_as_images()
    {
        File.Copy(Photographs.PathOf("coffee"), folder.File("cup.png"));
        await using (await RunAsync(folder.Path))
        {
            await using var again = await RunAsync(folder.Path);
            Assert.Equal(0, again.ExitCode);
        }

        Assert.Equal("cup.png.cam.jpg", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.File("out", "overlays")))));
    }

    [Theory]
    [InlineData("nowhere", "nowhere does not exist")]
    [InlineData("in", "There is no image in in")]
    public async Task No_images_is_an_error_with_a_message(string path, string words)
    {
        Directory.CreateDirectory(folder.File("in"));
        await using var program = await RunAsync(path);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_images_that_would_get_the_same_name_are_refused_together()
    {
        Directory.CreateDirectory(folder.File("in"));
        File.Copy(Photographs.PathOf("coffee"), folder.File("in", "coffee.png"));
        await using var program = await RunAsync(folder.File("in", "coffee.png"), Photographs.PathOf("coffee"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("the same name, coffee.png", program.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Theory]
    [InlineData("--geometry", "round")]
    [InlineData("--top", "0")]
    [InlineData("--top", "two")]
    [InlineData("--colour", "jet")]
    public async Task An_invalid_option_is_an_error(string option, string value)
    {
        await using var program = await RunAsync(Photographs.PathOf("coffee"), option, value);
        Assert.Equal(1, program.ExitCode);
        Assert.NotEmpty(program.Errors);
    }

    [Fact]
    public async Task An_output_folder_that_is_not_writable_is_an_error_with_a_message()
    {
        await File.WriteAllTextAsync(folder.File("out"), "a file where the folder should be");
        await using var program = await RunAsync(Photographs.PathOf("coffee"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(folder.File("out"), program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        await using var program = await RunningProgram.Cam(arguments: "--help").ExitedAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("localize", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_records()
    {
        await using var program = await RunningProgram.Cam(arguments: "--version").ExitedAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Equal(ProcessingRecord.ThisVersion, program.Output.Trim());
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Starts the command with 300 photographs, of which it has processed a few.</summary>
    private async Task<RunningProgram> StartInTheMiddleAsync()
    {
        for (var number = 100; number < 400; number++)
        {
            File.Copy(Photographs.PathOf("coffee"), folder.File($"{number}.png"));
        }

        var program = Start(folder.Path);
        await program.PrintsAsync("105.png");
        return program;
    }

    private static IEnumerable<string> StrangeNames() =>
    [
        "!first.jpg", "a b/c d.png", "ä/ö/ü ß.jpeg", "猫/🐈‍⬛.webp", "100%25 #1 a+b&c=d;e@f~g.gif", "quotes ' and \".tif",
        "UPPER.JPG", "upper.jpg", "many/many/many/many/levels/deep.png", "dots...png", "new\nline.png", "back\\slash.png",
        "<script>.png", "trailing space .png", "-option.png", new string('n', 200) + ".png",
    ];

    private Task<RunningProgram> RunAsync(params string[] arguments) => Start(arguments).ExitedAsync();

    private RunningProgram Start(params string[] arguments) =>
        RunningProgram.Cam(environment: null, folder.Path, ["localize", .. arguments, "--out", folder.File("out")]);

    private async Task WriteSmallImageAsync(string path)
    {
        using var image = TestImages.Quarters();
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
        await File.WriteAllBytesAsync(folder.File(path), TestImages.Encode(image, ".png"));
    }

    private PredictionRecord Read(string image) => RecordJson.Read(File.ReadAllBytes(folder.File("out", "predictions", $"{image}.json")));
}
