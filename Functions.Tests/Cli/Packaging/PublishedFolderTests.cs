using CamFunctions.Cli.Packaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Packaging;

/// <summary>A published folder with one thing wrong with it must not be deployed.</summary>
public sealed class PublishedFolderTests : IDisposable
{
    private static readonly Version NewEnough = new(2, 31);

    private readonly TemporaryFolder folder = new();
    private readonly PublishedFolder published;

    public PublishedFolderTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program that was built with the tests must be one for Linux.");
        published = new PublishedFolder(folder.Path);
        Directory.CreateDirectory(folder.File("model"));
        string[] files =
            ["CamFunctions", "host.json", "LocalizeImage/function.json", "LocalizeOverHttp/function.json", "DeleteResults/function.json"];
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), folder.File(file));
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libvips.so.42"), folder.File("libvips.so.42"));
        File.CreateSymbolicLink(folder.File("model/resnet50-cam.onnx"), ModelFixture.ModelPath);
    }

    [Fact]
    public void A_sound_folder_needs_the_C_library_of_its_most_demanding_file() =>
        Assert.Equal(ElfFile.TryRead(folder.File("libvips.so.42"))!.NeededGlibc, published.Check(NewEnough));

    [Fact]
    public void A_file_that_needs_a_newer_C_library_is_refused_with_a_sentence()
    {
        var fault = Assert.Throws<PackagingException>(() => published.Check(new Version(2, 17)));
        Assert.StartsWith(
            $"{folder.File("libvips.so.42")} needs version 2.28 of the GNU C library, but some machines of Azure Functions have 2.17",
            fault.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CamFunctions")]
    [InlineData("host.json")]
    [InlineData("LocalizeImage/function.json")]
    [InlineData("LocalizeOverHttp/function.json")]
    [InlineData("DeleteResults/function.json")]
    public void A_file_that_is_missing_is_named(string file)
    {
        File.Delete(folder.File(file));
        var fault = Assert.Throws<PackagingException>(() => published.Check(NewEnough));
        Assert.Contains($"lacks {file}:", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_or_with_two_is_refused()
    {
        File.CreateSymbolicLink(folder.File("model/own-cam.onnx"), ModelFixture.ModelPath);
        var fault = Assert.Throws<PackagingException>(() => published.Check(NewEnough));
        Assert.Contains("must have one model, model/*.onnx, and has 2", fault.Message, StringComparison.Ordinal);
        Directory.Delete(folder.File("model"), recursive: true);
        fault = Assert.Throws<PackagingException>(() => published.Check(NewEnough));
        Assert.Contains("must have one model, model/*.onnx, and has 0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_for_another_kind_of_machine_is_refused()
    {
        var program = File.ReadAllBytes(folder.File("CamFunctions"));
        // The field e_machine: 64-bit ARM.
        program[18] = 183;
        File.WriteAllBytes(folder.File("CamFunctions"), program);
        var fault = Assert.Throws<PackagingException>(() => published.Check(NewEnough));
        Assert.Contains("is not a program for x64 Linux", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_was_not_prepared_is_refused()
    {
        File.Delete(folder.File("model/resnet50-cam.onnx"));
        File.WriteAllText(folder.File("model/resnet50-cam.onnx"), "no network");
        Assert.Throws<InvalidModelException>(() => published.Check(NewEnough));
    }

    public void Dispose() => folder.Dispose();
}
