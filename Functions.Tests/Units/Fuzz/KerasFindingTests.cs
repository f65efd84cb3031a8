using System.Formats.Tar;
using System.IO.Compression;
using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Fuzz;

/// <summary>Packages that once were reported as unexpected errors, with a stack trace.</summary>
public sealed class KerasFindingTests : IDisposable
{
    private static readonly CamMetadata Metadata = new(
        "found",
        new FeatureGrid(Stride: 2, AveragedEvery: 1, Centre: null),
        Geometry.Whole,
        Precision.Float32,
        [new(0, null, "zero"), new(1, null, "one")]);

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("keras-convolution-without-input.json")]
    [InlineData("keras-dense-without-input.json")]
    [InlineData("keras-epsilon-of-another-type.json")]
    [InlineData("keras-input-that-does-not-exist.json")]
    [InlineData("keras-input-without-name.json")]
    [InlineData("keras-not-utf-8.json")]
    [InlineData("keras-padding-of-another-type.json")]
    [InlineData("keras-shape-that-overflows.json")]
    [InlineData("keras-sizes-of-another-type.json")]
    [InlineData("keras-strides-of-another-type.json")]
    [InlineData("keras-without-epsilon.json")]
    [InlineData("keras-without-padding.json")]
    [InlineData("keras-without-strides.json")]
    public void A_broken_topology_is_refused(string file)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            var whole = folder.File("whole.tgz");
            new TinyNetwork().WriteTo(whole);
            using var gzip = new GZipStream(File.OpenRead(whole), CompressionMode.Decompress);
            using var reader = new TarReader(gzip);
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                var isTopology = entry.Name.EndsWith(".json", StringComparison.Ordinal);
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry.Name)
                {
                    DataStream = isTopology ? new MemoryStream(FuzzedFile.Read(file)) : entry.DataStream,
                });
            }
        }

        Assert.Throws<ModelException>(() => Import(tar.ToArray()));
    }

    [Theory]
    [InlineData("tar-attributes-that-are-too-large")]
    [InlineData("tar-attributes-without-end")]
    [InlineData("tar-number-that-overflows")]
    public void An_archive_with_impossible_numbers_is_refused_as_damaged(string file) => Assert.Contains(
        "is damaged or cut short",
        Assert.Throws<ModelException>(() => Import(FuzzedFile.Read(file))).Message,
        StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private void Import(byte[] tar)
    {
        var path = folder.File("found.tgz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(tar);
        }

        KerasCamModel.Build(LayersModelPackage.Read(path, TinyNetwork.Folder), Preprocessing.KerasCaffe, Metadata);
    }
}
